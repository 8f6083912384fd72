/** A file as the user gave it; `name` keeps its folder within what was dropped. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Blob;
  readonly modifiedMs: number;
}

/** The files of a drop, those in dropped folders too; what begins with a dot is passed over. */
export async function filesOfDrop(data: DataTransfer): Promise<DroppedFile[]> {
  // The entries must all be taken before the first wait: afterwards the list is empty.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null)) return filesOfList(data.files);
  const files: DroppedFile[] = [];
  for (const entry of entries) if (entry !== null) await collect(entry, '', files);
  return files;
}

/** The files of a file input. */
export function filesOfList(list: Iterable<File>): DroppedFile[] {
  return [...list].map((file) => ({ name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, bytes: file, modifiedMs: file.lastModified }));
}

/** When the newest of them was written: the likeliest time of an export. */
export function newestOf(files: readonly DroppedFile[]): number | undefined {
  return files.length === 0 ? undefined : files.reduce((newest, file) => Math.max(newest, file.modifiedMs), 0);
}

async function collect(entry: FileSystemEntry, folder: string, files: DroppedFile[]): Promise<void> {
  if (entry.name.startsWith('.')) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    files.push({ name: `${folder}${file.name}`, bytes: file, modifiedMs: file.lastModified });
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    for (let batch = await read(reader); batch.length > 0; batch = await read(reader)) {
      for (const child of batch) await collect(child, `${folder}${entry.name}/`, files);
    }
  }
}

function read(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
