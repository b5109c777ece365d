import { router } from "../kit/procedures";
import { choices } from "./choices";
import { durations } from "./durations";
import { execution } from "./execution";
import { exports } from "./exports";
import { names } from "./names";
import { overview } from "./overview";
import { removeExport } from "./remove-export";
import { removeView } from "./remove-view";
import { requestExport } from "./request-export";
import { saveView } from "./save-view";
import { views } from "./views";

export const reportsRouter = router({
  overview,
  durations,
  choices,
  execution,
  names,
  exports,
  requestExport,
  removeExport,
  views,
  saveView,
  removeView,
});
