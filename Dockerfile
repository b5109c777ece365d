FROM node:24-slim
WORKDIR /patchcord
COPY package.json package-lock.json prisma.config.ts ./
COPY scripts/bootstrap.mjs scripts/install.mjs scripts/prisma-schema-engine.mjs ./scripts/
COPY prisma/schema.prisma ./prisma/
RUN node scripts/install.mjs
COPY . .
RUN node scripts/build.mjs
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps
USER node
CMD ["node", "dist/front.mjs"]
