import { accountRouter } from "./account/router";
import { alertsRouter } from "./alerts/router";
import { list as listAudit } from "./audit/list";
import { buttonsRouter } from "./buttons/router";
import { add as addCalendar } from "./calendars/add";
import { edit as editCalendar } from "./calendars/edit";
import { holidays } from "./calendars/holidays";
import { list as listCalendars } from "./calendars/list";
import { places } from "./calendars/places";
import { readIcs } from "./calendars/read-ics";
import { refresh as refreshCalendar } from "./calendars/refresh";
import { remove as removeCalendar } from "./calendars/remove";
import { add as addCarrier } from "./carriers/add";
import { dropOldToken } from "./carriers/drop-old-token";
import { edit as editCarrier } from "./carriers/edit";
import { list as listCarriers } from "./carriers/list";
import { remove as removeCarrier } from "./carriers/remove";
import { test as testCarrier } from "./carriers/test";
import { create as createClient } from "./clients/create";
import { edit as editClient } from "./clients/edit";
import { list as listClients } from "./clients/list";
import { revoke as revokeClient } from "./clients/revoke";
import { rotate as rotateClient } from "./clients/rotate";
import { connectionsRouter } from "./connections/router";
import { doNotCallRouter } from "./do-not-call/router";
import { functionsRouter } from "./functions/router";
import { list as listJobs } from "./jobs/list";
import { portCalls } from "./jobs/port-calls";
import { remove as removeJob } from "./jobs/remove";
import { retry as retryJob } from "./jobs/retry";
import { router } from "./kit/procedures";
import { add as addNumber } from "./numbers/add";
import { edit as editNumber } from "./numbers/edit";
import { list as listNumbers } from "./numbers/list";
import { remove as removeNumber } from "./numbers/remove";
import { peopleRouter } from "./people/router";
import { list as listPrompts } from "./prompts/list";
import { remove as removePrompt } from "./prompts/remove";
import { rename as renamePrompt } from "./prompts/rename";
import { ringGroupsRouter } from "./ring-groups/router";
import { get as getSalesforce } from "./salesforce/get";
import { remove as removeSalesforce } from "./salesforce/remove";
import { save as saveSalesforce } from "./salesforce/save";
import { test as testSalesforce } from "./salesforce/test";
import { changeRole } from "./users/change-role";
import { invite } from "./users/invite";
import { list as listUsers } from "./users/list";
import { remove as removeUser } from "./users/remove";
import { renewLink } from "./users/renew-link";
import { signOut } from "./users/sign-out";
import { webhooksRouter } from "./webhooks/router";

/** The procedures of the admin areas. Each states the role that it needs; builders may use those of prompts and functions. */
export const adminRouter = router({
  numbers: router({ list: listNumbers, add: addNumber, edit: editNumber, remove: removeNumber }),
  carriers: router({
    list: listCarriers,
    add: addCarrier,
    edit: editCarrier,
    remove: removeCarrier,
    test: testCarrier,
    dropOldToken,
  }),
  salesforce: router({ get: getSalesforce, save: saveSalesforce, remove: removeSalesforce, test: testSalesforce }),
  prompts: router({ list: listPrompts, rename: renamePrompt, remove: removePrompt }),
  calendars: router({
    list: listCalendars,
    add: addCalendar,
    edit: editCalendar,
    remove: removeCalendar,
    refresh: refreshCalendar,
    places,
    holidays,
    readIcs,
  }),
  ringGroups: ringGroupsRouter,
  buttons: buttonsRouter,
  connections: connectionsRouter,
  clients: router({
    list: listClients,
    create: createClient,
    edit: editClient,
    rotate: rotateClient,
    revoke: revokeClient,
  }),
  functions: functionsRouter,
  users: router({ list: listUsers, invite, renewLink, changeRole, remove: removeUser, signOut }),
  jobs: router({ list: listJobs, portCalls, retry: retryJob, remove: removeJob }),
  audit: router({ list: listAudit }),
  account: accountRouter,
  doNotCall: doNotCallRouter,
  people: peopleRouter,
  webhooks: webhooksRouter,
  alerts: alertsRouter,
});
