// @ts-check
/**
 * Whoever is about to sign in is not the one who was here before: what is written without a connection from now on is
 * sealed for nobody until somebody's own pages say for whom. What waits already keeps waiting for its owner.
 */
import { openStore } from "../shell/offline_store.js";

openStore()
  .forgetRecipient()
  .catch(() => undefined);
