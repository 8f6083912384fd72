/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/**
 * A foreign name as a file name that stays inside its folder on every system: no separators, drive letters, control characters, direction
 * overrides, trailing dots, reserved or over-long names. Different names may come out equal; the caller numbers those.
 */
export function safeFileName(name: string, fallback: string): string {
  const last = name.split(/[\\/]/).filter((part) => part !== '').pop() ?? '';
  const clean = last
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff<>:"|?*]/g, '_')
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '')
    .trim();
  const safe = clean === '' || RESERVED.test(clean) ? `${fallback}${clean === '' ? '' : `_${clean}`}` : clean;
  return shortened(safe);
}

/** At most 120 characters, the ending kept. */
function shortened(name: string): string {
  if (name.length <= 120) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : '';
  return name.slice(0, 120 - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}

/** Gives each name once: one that comes again (whatever its case) gets `~2`, `~3` before its ending. */
export function createNameGiver(): (name: string) => string {
  const given = new Set<string>();
  return (name) => {
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let candidate = name;
    for (let count = 2; given.has(candidate.toLowerCase()); count += 1) candidate = `${stem}~${count}${ending}`;
    given.add(candidate.toLowerCase());
    return candidate;
  };
}
