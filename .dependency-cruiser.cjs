// The borders of the house as rules; `npm test` runs them and plants a violation of each (tests/rules).
const pkg = (name) => `(^|node_modules/)${name}(/|$)`;
const PURE = ["zod", "liquidjs", "re2js", "libphonenumber-js", "dequal"].map(pkg);
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: { pathNot: "^prisma/generated/" }, to: { circular: true } },
    {
      name: "engine-is-pure",
      comment: "The engine runs anywhere: itself and pure libraries only.",
      severity: "error",
      from: { path: "^engine/" },
      to: { pathNot: ["^engine/", ...PURE] },
    },
    {
      name: "flow-component-is-pure",
      severity: "error",
      from: { path: "^components/flow/([^/]+)/", pathNot: ["editor\\.tsx$", "\\.test\\.tsx?$"] },
      to: { pathNot: ["^components/flow/$1/", "^engine/contract", pkg("zod")] },
    },
    {
      name: "flow-component-editor-is-ui",
      comment: "editor.tsx: own folder, shared UI and form kit, react.",
      severity: "error",
      from: { path: "^components/flow/([^/]+)/editor\\.tsx$" },
      to: { pathNot: ["^components/flow/$1/", "^components/(ui|form)/", "^engine/contract", pkg("react"), pkg("zod")] },
    },
    {
      name: "flow-components-only-via-registry",
      comment: "Nobody but the registry names a single flow component.",
      severity: "error",
      from: { pathNot: ["^components/flow/", "^tests/"] },
      to: { path: "^components/flow/[^/]+/" },
    },
    {
      name: "browser-imports-server-types-only",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^server/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "command-line-knows-engine-and-http",
      comment: "Its package is one file without a server in it; what it knows of one it asks by the public API.",
      severity: "error",
      from: { path: "^cli/" },
      to: { path: ["^(app|server|prisma|bench|scripts)/", "^components/(?!flow/registry)"] },
    },
    { name: "nothing-imports-app", severity: "error", from: { pathNot: "^app/" }, to: { path: "^app/" } },
    {
      name: "ui-knows-no-domain",
      severity: "error",
      from: { path: "^components/(ui|form)/" },
      to: { path: ["^components/(flow|canvas)/", "^server/", "^engine/"] },
    },
    {
      name: "graph-library-only-in-canvas",
      severity: "error",
      from: { pathNot: "^components/canvas/" },
      to: { path: pkg("@xyflow/react") },
    },
    {
      name: "carrier-sdk-only-in-its-adapter",
      severity: "error",
      from: { pathNot: ["^server/carriers/twilio/", "^tests/"] },
      to: { path: pkg("twilio") },
    },
    {
      name: "adapters-only-from-wiring",
      comment: "Runtime and domain use ports; only the wiring names an adapter.",
      severity: "error",
      from: { pathNot: ["^server/carriers/", "^server/wiring\\.ts$", "^tests/"] },
      to: { path: "^server/carriers/" },
    },
    {
      name: "carriers-know-ports",
      severity: "error",
      from: { path: "^server/carriers/" },
      to: { path: "^(server|app|components)/", pathNot: ["^server/carriers/", "^server/ports/"] },
    },
    {
      name: "runtime-knows-engine-and-ports",
      severity: "error",
      from: { path: "^server/runtime/" },
      to: {
        path: "^(server|app|components)/",
        pathNot: ["^server/(runtime|ports)/", "^server/platform/(errors|log)\\.ts$", "^components/flow/registry"],
      },
    },
    {
      name: "platform-knows-no-domain",
      comment: "The platform implements the ports of ids and HTTP, and knows nothing else of the house.",
      severity: "error",
      from: { path: "^server/platform/" },
      to: { path: "^(server|app|components)/", pathNot: ["^server/platform/", "^server/ports/(ids|http)\\.ts$"] },
    },
    {
      name: "doors-know-no-other-door",
      comment: "Each door parses, calls and presents by itself; server/http mounts them all and is nobody's.",
      severity: "error",
      from: { path: "^server/(rest|oauth|trpc|auth|voice|operations)/" },
      to: { path: "^server/(http|rest|oauth|trpc|auth|voice|operations)/", pathNot: "^server/$1/" },
    },
    {
      name: "nobody-inside-knows-a-door",
      severity: "error",
      from: {
        path: "^server/(platform|ports|runtime|storage|carriers|flows|resources|reports|worker)/|^server/wiring",
      },
      to: { path: "^server/(http|rest|oauth|trpc|auth|voice|operations)/" },
    },
    {
      name: "storage-starts-nothing",
      comment: "What is due after a commit is made by the runtime; storage only says what was written.",
      severity: "error",
      from: { path: "^server/storage/" },
      to: { path: "^server/", pathNot: ["^server/(storage|ports|platform)/"] },
    },
    {
      name: "sandbox-carrier-stands-alone",
      comment: "An independent reading of the protocol: shares no code with the product.",
      severity: "error",
      from: { path: "^server/sandbox-carrier/" },
      to: { path: "^(server|engine|components|app)/", pathNot: "^server/sandbox-carrier/" },
    },
    {
      name: "sandbox-carrier-is-nobodys-library",
      severity: "error",
      from: { pathNot: ["^server/sandbox-carrier/", "^tests/", "^bench/"] },
      to: { path: "^server/sandbox-carrier/" },
    },
    {
      name: "database-only-in-storage-and-data-files",
      severity: "error",
      from: {
        pathNot: [
          "^server/platform/db\\.ts$",
          "^server/storage/",
          "^server/(flows|resources|reports|operations)/.*/(data|mutations|queue)\\.ts$",
          "^server/(flows|reports|operations)/(data|mutations)\\.ts$",
          "^prisma/",
          "^tests/",
          "^bench/",
        ],
      },
      to: {
        path: ["^server/platform/db\\.ts$", pkg("@prisma/client"), "^prisma/generated/"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "next-only-at-the-edge",
      severity: "error",
      from: { path: "^server/", pathNot: "^server/(auth/(session|options)|http/pages/main)\\.ts$" },
      to: { path: pkg("next") },
    },
    {
      name: "tracing-sdk-only-when-asked-for",
      comment: "What is imported at the top is loaded by every process, also where nothing is traced.",
      severity: "error",
      from: { pathNot: "^tests/" },
      to: { path: pkg("@opentelemetry"), dynamic: false },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
