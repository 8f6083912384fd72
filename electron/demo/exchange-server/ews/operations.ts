import type { Operation } from './call.ts';
import { createAttachment, deleteAttachment, getAttachment } from './operations/attachments.ts';
import { createFolder, deleteFolder, updateFolder } from './operations/change-folders.ts';
import { convertId } from './operations/convert-id.ts';
import { createItem } from './operations/create-item.ts';
import { deleteItem } from './operations/delete-item.ts';
import { exportItems, uploadItems } from './operations/export-upload-items.ts';
import { findFolder } from './operations/find-folder.ts';
import { findItem } from './operations/find-item.ts';
import { getFolder } from './operations/get-folder.ts';
import { getItem } from './operations/get-item.ts';
import { getUserConfiguration } from './operations/get-user-configuration.ts';
import { getUserPhoto } from './operations/get-user-photo.ts';
import { copyItem, moveItem } from './operations/move-copy-item.ts';
import { resolveNames } from './operations/resolve-names.ts';
import { getStreamingEvents, subscribe, unsubscribe } from './operations/subscribe.ts';
import { syncFolderHierarchy } from './operations/sync-folder-hierarchy.ts';
import { syncFolderItems } from './operations/sync-folder-items.ts';
import { updateItem } from './operations/update-item.ts';

/** What this server can do, by the names of the requests. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ConvertId: convertId,
  CopyItem: copyItem,
  CreateAttachment: createAttachment,
  CreateFolder: createFolder,
  CreateItem: createItem,
  DeleteAttachment: deleteAttachment,
  DeleteFolder: deleteFolder,
  DeleteItem: deleteItem,
  ExportItems: exportItems,
  FindFolder: findFolder,
  FindItem: findItem,
  GetAttachment: getAttachment,
  GetFolder: getFolder,
  GetItem: getItem,
  GetStreamingEvents: getStreamingEvents,
  GetUserConfiguration: getUserConfiguration,
  GetUserPhoto: getUserPhoto,
  MoveItem: moveItem,
  ResolveNames: resolveNames,
  Subscribe: subscribe,
  SyncFolderHierarchy: syncFolderHierarchy,
  SyncFolderItems: syncFolderItems,
  Unsubscribe: unsubscribe,
  UpdateFolder: updateFolder,
  UpdateItem: updateItem,
  UploadItems: uploadItems,
};
