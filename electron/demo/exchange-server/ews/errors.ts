import { x, xText } from './xml.ts';

/** What goes wrong with one item or folder of a request; the others of the same request go on. */
export class EwsError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(WORDS[code] ?? code);
    this.code = code;
  }
}

/** What makes a whole request unanswerable; sent as a SOAP fault. */
export class SoapFault extends Error {
  readonly code: string;

  constructor(code: string, message?: string) {
    super(message ?? WORDS[code] ?? code);
    this.code = code;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ErrorItemNotFound: 'The specified object was not found in the store.',
  ErrorFolderNotFound: 'The specified folder could not be found in the store.',
  ErrorSyncFolderNotFound: 'The folder to be synchronized could not be found.',
  ErrorInvalidIdMalformed: 'Id is malformed.',
  ErrorInvalidIdEmpty: 'Id must be non-empty.',
  ErrorInvalidSyncStateData: 'Synchronization state data is corrupt or otherwise invalid.',
  ErrorIrresolvableConflict: 'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  ErrorChangeKeyRequired: 'The change key is required for this operation.',
  ErrorSendMeetingInvitationsRequired: 'SendMeetingInvitations attribute is required for Calendar items.',
  ErrorSendMeetingInvitationsOrCancellationsRequired: 'SendMeetingInvitationsOrCancellations attribute is required for Calendar items.',
  ErrorSendMeetingCancellationsRequired: 'SendMeetingCancellations attribute is required for Calendar items.',
  ErrorAffectedTaskOccurrencesRequired: 'AffectedTaskOccurrences attribute is required for Task items.',
  ErrorCalendarCannotUpdateDeletedItem: 'The calendar item is in Deleted Items and cannot be updated with invitations or cancellations.',
  ErrorCalendarEndDateIsEarlierThanStartDate: 'End date is earlier than start date.',
  ErrorCalendarViewRangeTooBig: 'The specified view range exceeds the maximum range of two years.',
  ErrorCalendarOccurrenceIsDeletedFromRecurrence: 'The occurrence is deleted from the recurrence.',
  ErrorInvalidPropertySet: 'Set action is invalid for property.',
  ErrorInvalidPropertyDelete: 'Delete action is invalid for property.',
  ErrorInvalidPropertyAppend: 'Append action is invalid for property.',
  ErrorInvalidPropertyRequest: 'The property is not valid for this object type.',
  ErrorInvalidExtendedProperty: 'Extended property attributes combination is invalid.',
  ErrorInvalidExtendedPropertyValue: 'Extended property value is invalid for its type.',
  ErrorInvalidRequest: 'The request is invalid.',
  ErrorInvalidServerVersion: 'The specified server version is invalid.',
  ErrorInvalidPagingMaxRows: 'Maximum rows must be greater than zero.',
  ErrorNonExistentMailbox: 'No mailbox with such guid or address.',
  ErrorNameResolutionNoResults: 'No results were found.',
  ErrorNameResolutionMultipleResults: 'Multiple results were found.',
  ErrorSchemaValidation: 'The request failed schema validation.',
  ErrorCorruptData: 'The data is corrupt.',
  ErrorCannotDeleteObject: 'Object cannot be deleted.',
  ErrorDeleteDistinguishedFolder: 'Distinguished folders cannot be deleted.',
  ErrorFolderExists: 'A folder with the specified name already exists.',
  ErrorInvalidSubscription: 'The subscription is invalid.',
  ErrorSubscriptionNotFound: 'The specified subscription was not found.',
  ErrorInvalidAttachmentId: 'The specified attachment was not found.',
  ErrorImpersonateUserDenied: 'The account does not have permission to impersonate the requested user.',
  ErrorMimeContentInvalid: 'The MIME content is invalid.',
  ErrorInvalidOperation: 'The operation is not valid.',
};

/** One response message that went well. */
export function succeeded(name: string, inner = ''): string {
  return x(`m:${name}ResponseMessage`, x('m:ResponseCode', 'NoError') + inner, { ResponseClass: 'Success' });
}

/** One response message with an error in it; `rest` are elements that clients expect even there. */
export function failed(name: string, error: EwsError, rest = '', responseClass = 'Error'): string {
  const inner = xText('m:MessageText', error.message) + x('m:ResponseCode', error.code) + x('m:DescriptiveLinkKey', '0') + rest;
  return x(`m:${name}ResponseMessage`, inner, { ResponseClass: responseClass });
}

/** A response with a message for each thing that was asked for; one that fails stops none of the others. */
export function respondEach<T>(name: string, asked: readonly T[], answer: (one: T) => string, restOfErrors = ''): string {
  const messages = asked.map((one) => {
    try {
      return succeeded(name, answer(one));
    } catch (error) {
      if (error instanceof EwsError) return failed(name, error, restOfErrors);
      throw error;
    }
  });
  return respond(name, messages);
}

/** A response of ready-made messages. */
export function respond(name: string, messages: readonly string[]): string {
  return x(`m:${name}Response`, x('m:ResponseMessages', messages.join('')));
}
