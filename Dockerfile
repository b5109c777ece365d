FROM node:24-slim
WORKDIR /patchcord
COPY package.json package-lock.json prisma.config.ts ./
COPY scripts/bootstrap.mjs scripts/run.mjs scripts/prisma-schema-engine.mjs ./scripts/
COPY prisma/schema.prisma ./prisma/
RUN node scripts/run.mjs
COPY . .
RUN node scripts/run.mjs build
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps
USER node
CMD ["node", "dist/front.mjs"]
