import { addDoNotCallRoute } from "./add-do-not-call";
import { cancelRoute } from "./cancel-interaction";
import { checkFlowRoute, createFlowRoute, putDraftRoute, readDraftRoute } from "./flow-drafts";
import { putTestsRoute, readTestsRoute } from "./flow-tests";
import { listFlowsRoute, listVersionsRoute, readFlowRoute, readVersionRoute } from "./flows";
import { listRoute } from "./list-interactions";
import { changeNumberRoute, createNumberRoute, deleteNumberRoute, listNumbersRoute, readNumberRoute } from "./numbers";
import {
  changePromptRoute,
  createPromptRoute,
  deletePromptRoute,
  listPromptsRoute,
  readPromptRoute,
  replacePromptRoute,
} from "./prompts";
import { deleteFlowRoute, publishRoute, rollbackRoute } from "./publish-flow";
import { readRoute } from "./read-interaction";
import { downloadReportRoute, readReportRoute, requestReportRoute } from "./report-jobs";
import { summaryRoute } from "./report-summary";
import type { Route } from "./route";
import { runTestsRoute } from "./run-tests";
import { startRoute } from "./start-interaction";
import {
  changeWebhookRoute,
  createWebhookRoute,
  deleteWebhookRoute,
  listWebhooksRoute,
  rotateWebhookRoute,
  sendAgainRoute,
  testWebhookRoute,
} from "./webhooks";

/** Every public endpoint; the router serves this list and the API description is made from it. */
export const routes: Route[] = [
  startRoute,
  readRoute,
  cancelRoute,
  listRoute,
  listFlowsRoute,
  readFlowRoute,
  listVersionsRoute,
  readVersionRoute,
  createFlowRoute,
  readDraftRoute,
  putDraftRoute,
  publishRoute,
  rollbackRoute,
  checkFlowRoute,
  readTestsRoute,
  putTestsRoute,
  runTestsRoute,
  deleteFlowRoute,
  addDoNotCallRoute,
  listWebhooksRoute,
  createWebhookRoute,
  changeWebhookRoute,
  deleteWebhookRoute,
  rotateWebhookRoute,
  testWebhookRoute,
  sendAgainRoute,
  listNumbersRoute,
  createNumberRoute,
  readNumberRoute,
  changeNumberRoute,
  deleteNumberRoute,
  listPromptsRoute,
  createPromptRoute,
  readPromptRoute,
  changePromptRoute,
  replacePromptRoute,
  deletePromptRoute,
  requestReportRoute,
  readReportRoute,
  downloadReportRoute,
  summaryRoute,
];
