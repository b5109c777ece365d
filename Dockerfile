FROM node:24-slim
WORKDIR /patchcord
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN DATABASE_URL=postgresql://nobody@localhost/none npx prisma generate && node scripts/build.mjs
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps
USER node
CMD ["node", "dist/front.mjs"]
