import { existsSync } from "node:fs";

/**
 * The radix packages bring some small ones along in two versions, one of them nested dozens of times, and each copy would
 * go into the bundle (15 KiB of the Flow Manager's). All get the copy that radix-ui itself uses.
 */
const RADIX = "./node_modules/radix-ui/node_modules/@radix-ui";
const SHARED = ["primitive", "react-compose-refs", "react-primitive", "react-slot", "react-toggle"];
const SHARED_HOOKS = ["react-use-controllable-state", "react-use-effect-event", "react-use-layout-effect"];
const nested = [...SHARED, ...SHARED_HOOKS].filter((name) => existsSync(new URL(`${RADIX}/${name}`, import.meta.url)));
const resolveAlias = Object.fromEntries(nested.map((name) => [`@radix-ui/${name}`, `${RADIX}/${name}`]));

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
    "jsforce",
  ],
  // Programs that are started are no import of anything: a host that copies only what is imported needs to be told.
  outputFileTracingIncludes: {
    "/api/**": [
      "./dist/{function-sandbox,calendar-reader}.mjs",
      "./dist/button.js",
      "./node_modules/{isolated-vm,node-gyp-build,ical.js}/**/*",
    ],
  },
  turbopack: { resolveAlias },
  experimental: {
    // Modules go into several chunks only where that saves more than it costs: the first load is what is budgeted.
    turbopackChunking: { requestCost: 20_000, minChunkSize: 15_000 },
    // What runs on the server need not be small: minifying it took a third of the build's time. As it is, stack traces can
    // be read without source maps, which took 250 MB of the process that serves the pages.
    turbopackMinify: { server: false, client: true },
    turbopackSourceMaps: process.env.NODE_ENV === "development",
    // Writing the cache took a fifth of the build's time; whoever starts the product builds once.
    turbopackFileSystemCacheForBuild: false,
  },
  // `npm test` checks types of the whole tree, faster and before the build.
  typescript: { ignoreBuildErrors: true },
};
