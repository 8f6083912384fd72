import type { Scenario } from '../types.ts';
import { accountAddedAgain } from './account-added-again.ts';
import { addInTakesContactsAway } from './add-in-takes-contacts-away.ts';
import { administratorRemovesMeetings } from './administrator-removes-meetings.ts';
import { appDeletesAfterEmptyRead } from './app-deletes-after-empty-read.ts';
import { appointmentsAnHourOff } from './appointments-an-hour-off.ts';
import { birthdaysShiftAtOnce } from './birthdays-shift-at-once.ts';
import { birthdaysShiftEachPass } from './birthdays-shift-each-pass.ts';
import { birthdaysShiftWhereEdited } from './birthdays-shift-where-edited.ts';
import { bridgeCarriesExport } from './bridge-carries-export.ts';
import { cleanUpInWrongOrder } from './clean-up-in-wrong-order.ts';
import { cleaningToolMerges } from './cleaning-tool-merges.ts';
import { clearRuleEmptiesField } from './clear-rule-empties-field.ts';
import { companyOverName } from './company-over-name.ts';
import { connectorDoublesAtStart } from './connector-doubles-at-start.ts';
import { copiesOneAtATime } from './copies-one-at-a-time.ts';
import { crmFilterDeletes } from './crm-filter-deletes.ts';
import { crmMappingEmptiesCompany } from './crm-mapping-empties-company.ts';
import { crmValuesWin } from './crm-values-win.ts';
import { deletedItemsRunOut } from './deleted-items-run-out.ts';
import { directionChanged } from './direction-changed.ts';
import { directoryOverwritesEdits } from './directory-overwrites-edits.ts';
import { documentedResync } from './documented-resync.ts';
import { doublesAtEachSync } from './doubles-at-each-sync.ts';
import { folderRenamed } from './folder-renamed.ts';
import { gatewayRebuildsCards } from './gateway-rebuilds-cards.ts';
import { groupMembersLost } from './group-members-lost.ts';
import { importedTwice } from './imported-twice.ts';
import { incompleteExport } from './incomplete-export.ts';
import { interruptedExport } from './interrupted-export.ts';
import { linkedinSwitchedOff } from './linkedin-switched-off.ts';
import { notesCut } from './notes-cut.ts';
import { nothingAtAll } from './nothing-at-all.ts';
import { personDeletesMany } from './person-deletes-many.ts';
import { personEditsMany } from './person-edits-many.ts';
import { phonesReformatted } from './phones-reformatted.ts';
import { recordLimitRolls } from './record-limit-rolls.ts';
import { recreatedAtEachSync } from './recreated-at-each-sync.ts';
import { retentionDeletes } from './retention-deletes.ts';
import { samePeopleInTwoAccounts } from './same-people-in-two-accounts.ts';
import { scriptMovesRecords } from './script-moves-records.ts';
import { scriptRewritesNames } from './script-rewrites-names.ts';
import { secondDeviceDoubles } from './second-device-doubles.ts';
import { seriesMultiply } from './series-multiply.ts';
import { serverDropsFields } from './server-drops-fields.ts';
import { serverRewritesCards } from './server-rewrites-cards.ts';
import { sharersDiffer } from './sharers-differ.ts';
import { staleCopyWrittenBack } from './stale-copy-written-back.ts';
import { tasksMultiply } from './tasks-multiply.ts';
import { unknownProgramDeletes } from './unknown-program-deletes.ts';

/** Every kind of story, one file each. */
export const SCENARIOS: readonly Scenario[] = [
  accountAddedAgain,
  addInTakesContactsAway,
  administratorRemovesMeetings,
  appDeletesAfterEmptyRead,
  appointmentsAnHourOff,
  birthdaysShiftAtOnce,
  birthdaysShiftEachPass,
  birthdaysShiftWhereEdited,
  bridgeCarriesExport,
  cleanUpInWrongOrder,
  cleaningToolMerges,
  clearRuleEmptiesField,
  companyOverName,
  connectorDoublesAtStart,
  copiesOneAtATime,
  crmFilterDeletes,
  crmMappingEmptiesCompany,
  crmValuesWin,
  deletedItemsRunOut,
  directionChanged,
  directoryOverwritesEdits,
  documentedResync,
  doublesAtEachSync,
  folderRenamed,
  gatewayRebuildsCards,
  groupMembersLost,
  importedTwice,
  incompleteExport,
  interruptedExport,
  linkedinSwitchedOff,
  notesCut,
  nothingAtAll,
  personDeletesMany,
  personEditsMany,
  phonesReformatted,
  recordLimitRolls,
  recreatedAtEachSync,
  retentionDeletes,
  samePeopleInTwoAccounts,
  scriptMovesRecords,
  scriptRewritesNames,
  secondDeviceDoubles,
  seriesMultiply,
  serverDropsFields,
  serverRewritesCards,
  sharersDiffer,
  staleCopyWrittenBack,
  tasksMultiply,
  unknownProgramDeletes,
];
