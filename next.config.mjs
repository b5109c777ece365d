/** @type {import('next').NextConfig} */
export default {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // Native modules and those that must be one per process stay outside the bundles.
  serverExternalPackages: [
    "graphile-worker",
    "pg",
    "pino",
    "ioredis",
    "@prisma/client",
    "@prisma/adapter-pg",
    "prom-client",
  ],
  // `npm test` checks types of the whole tree, faster and before the build.
  typescript: { ignoreBuildErrors: true },
};
