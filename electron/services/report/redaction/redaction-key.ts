import type { ReportContext } from '../gather-report.ts';

const SETTING = 'redaction-key';

/** The key of the case’s pseudonyms, made when it is first asked for; it is in no report and in no case folder. */
export function redactionKey({ store, ports }: ReportContext): string {
  const held = store.setting(SETTING);
  if (held !== null) return held;
  const key = ports.ids.next() + ports.ids.next();
  store.setSetting(SETTING, key);
  return key;
}
