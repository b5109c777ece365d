import { router } from "../kit/procedures";
import { addSchedule } from "./add-schedule";
import { choices } from "./choices";
import { chooseVariables } from "./choose-variables";
import { durations } from "./durations";
import { editSchedule } from "./edit-schedule";
import { execution } from "./execution";
import { exports } from "./exports";
import { names } from "./names";
import { overview } from "./overview";
import { pauseSchedule } from "./pause-schedule";
import { removeExport } from "./remove-export";
import { removeSchedule } from "./remove-schedule";
import { removeView } from "./remove-view";
import { requestExport } from "./request-export";
import { saveView } from "./save-view";
import { schedules } from "./schedules";
import { variables } from "./variables";
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
  variables,
  chooseVariables,
  schedules,
  addSchedule,
  editSchedule,
  pauseSchedule,
  removeSchedule,
});
