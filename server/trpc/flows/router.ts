import { backtestsRouter } from "../backtests/router";
import { testsRouter } from "../flow-tests/router";
import { router } from "../kit/procedures";
import { archive } from "./archive";
import { calls } from "./calls";
import { changesSince } from "./changes-since";
import { checklist } from "./checklist";
import { checkpoint } from "./checkpoint";
import { create } from "./create";
import { discard } from "./discard";
import { draft } from "./draft";
import { duplicate } from "./duplicate";
import { edit } from "./edit";
import { exportFlow } from "./export-flow";
import { importFlow } from "./import-flow";
import { list } from "./list";
import { names } from "./names";
import { presence } from "./presence";
import { publish } from "./publish";
import { publishAgain } from "./publish-again";
import { publishAgainPreview } from "./publish-again-preview";
import { publishPreview } from "./publish-preview";
import { publishers } from "./publishers";
import { remove } from "./remove";
import { rename } from "./rename";
import { request } from "./request";
import { restore } from "./restore";
import { ringRules } from "./ring-rules";
import { setLabels } from "./set-labels";
import { templates } from "./templates";
import { tryIt } from "./try-it";
import { twiml } from "./twiml";
import { unarchive } from "./unarchive";
import { version } from "./version";
import { versions } from "./versions";

export const flowsRouter = router({
  list,
  templates,
  create,
  duplicate,
  rename,
  setLabels,
  archive,
  unarchive,
  remove,
  exportFlow,
  importFlow,
  draft,
  edit,
  changesSince,
  presence,
  checkpoint,
  discard,
  restore,
  names,
  versions,
  version,
  calls,
  publishPreview,
  publish,
  publishers,
  publishAgainPreview,
  publishAgain,
  request,
  tryIt,
  ringRules,
  checklist,
  twiml,
  tests: testsRouter,
  backtests: backtestsRouter,
});
