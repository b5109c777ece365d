import { list as listAudit } from "./audit/list";
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
import { router } from "./kit";
import { add as addNumber } from "./numbers/add";
import { edit as editNumber } from "./numbers/edit";
import { list as listNumbers } from "./numbers/list";
import { remove as removeNumber } from "./numbers/remove";
import { changeRole } from "./users/change-role";
import { invite } from "./users/invite";
import { list as listUsers } from "./users/list";
import { remove as removeUser } from "./users/remove";
import { renewLink } from "./users/renew-link";
import { signOut } from "./users/sign-out";

/** What only admins do. */
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
  clients: router({
    list: listClients,
    create: createClient,
    edit: editClient,
    rotate: rotateClient,
    revoke: revokeClient,
  }),
  users: router({ list: listUsers, invite, renewLink, changeRole, remove: removeUser, signOut }),
  audit: router({ list: listAudit }),
});
