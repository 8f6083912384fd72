import { AppError } from '../../../shared/errors.ts';

/**
 * Preset dictionaries of raw deflate, by number; a row names the one it was packed with, so that these are frozen once released and a better
 * one gets a new number. The commonest strings stand last, where a distance to them is shortest.
 */
const DICTIONARIES: readonly Buffer[] = [Buffer.from(firstDictionary(), 'utf8')];

/** The number that new rows get. */
export const CURRENT_DICTIONARY = 0;

/** The dictionary of that number. */
export function dictionary(number: number): Buffer {
  const found = DICTIONARIES[number];
  if (found === undefined) throw new AppError('case-damaged');
  return found;
}

function firstDictionary(): string {
  const graph =
    '{"@odata.etag":"W/\\"","id":"","createdDateTime":"","lastModifiedDateTime":"T00:00:00Z","changeKey":"","categories":[],"parentFolderId":"","displayName":"","givenName":"","surname":"","emailAddresses":[{"name":"","address":""}],"businessPhones":[],"homePhones":[],"mobilePhone":null,"body":{"contentType":"html","content":""},"start":{"dateTime":"","timeZone":"UTC"},"end":';
  const fieldNames =
    ',"speakToAs","cryptoKeys","directories","calendars","members","relatedTo/spouse","language","onlineServices/","media/photo","JPEG picture, ",0,"percentComplete","progress","completed","due","color","virtualLocations","privacy","freeBusyStatus","priority","method","excluded","recurrenceOverrides/20","recurrenceRules","FREQ=WEEKLY;BYDAY=","FREQ=YEARLY","organizer","participants/mailto:","attendee, accepted","needs-action","alerts","status","confirmed","locations","description","showWithoutTime","true","duration","end","start","title","timeZone","Europe/","America/New_York","UTC",0,"x/X-';
  const calendar =
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//\r\nCALSCALE:GREGORIAN\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VTODO\r\nDUE;VALUE=DATE:20\r\nPERCENT-COMPLETE:\r\nSTATUS:NEEDS-ACTION\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nUID:\r\nDTSTAMP:20\r\nCREATED:20\r\nLAST-MODIFIED:20\r\nDTSTART;TZID=Europe/Berlin:20\r\nDTEND;TZID=Europe/Berlin:20\r\nDTSTART;VALUE=DATE:20\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\nSUMMARY:\r\nLOCATION:\r\nDESCRIPTION:\r\nCLASS:PUBLIC\r\nTRANSP:OPAQUE\r\nSEQUENCE:0\r\nSTATUS:CONFIRMED\r\nORGANIZER;CN=:mailto:\r\nATTENDEE;CN=;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=TRUE;CUTYPE=INDIVIDUAL:mailto:\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
  const card =
    'BEGIN:VCARD\r\nVERSION:4.0\r\nVERSION:3.0\r\nPRODID:-//\r\nX-ABUID:\r\nX-ABSHOWAS:COMPANY\r\nitem1.X-ABLABEL:_$!<HomePage>!$_\r\nitem1.URL;type=pref:https://www.\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r\n URN:UUID:\r\nNICKNAME:\r\nROLE:\r\nGEO:\r\nUID:\r\nN:;;;\r\nFN:\r\nORG: GmbH;\r\nORG: Ltd.;\r\nTITLE:\r\nBDAY:19\r\nBDAY;VALUE=date:19\r\nANNIVERSARY:20\r\nURL:https://\r\nADR;TYPE=HOME:;;;;;\r\nADR;TYPE=WORK:;; Street ;;;;Germany\r\nADR;type=HOME;type=pref:;;\r\nTEL;TYPE=HOME:+\r\nTEL;TYPE=WORK:+1\r\nTEL;TYPE=WORK,VOICE:+49\r\nTEL;TYPE=FAX,WORK:\r\nTEL;TYPE=CELL:+44\r\nTEL;type=CELL;type=VOICE;type=pref:+\r\nEMAIL;TYPE=HOME:@\r\nEMAIL;TYPE=WORK:.com\r\nEMAIL;type=INTERNET;type=HOME;type=pref:@gmail.com\r\nEMAIL;TYPE=INTERNET,WORK:.org\r\nNOTE:\r\nCATEGORIES:\r\nREV:2025-01-\r\nREV:2026-01-01T00:00:00Z\r\nEND:VCARD\r\n';
  const cardFields =
    '[0,0,"[0,"2026-01-01T00:00:00Z","addresses/home","addresses/work","",0,"anniversaries/wedding","anniversaries/birth","19","emails","emails/private","","emails/work","","keywords","",0,"links","links/work","https://","",0,"name/credential","name/generation","name/given2","name/title","name/full"," ",0,"name/given","",0,"name/surname","",0,"nicknames","",0,"notes","",0,"organizations","",0,"organizations/unit","",0,"phones","+","phones/fax-work","+49","+","phones/mobile","+49","+","phones/private","+","+","phones/work","+49","+49","titles","",0,"titles/role","",0]';
  return graph + fieldNames + calendar + card + cardFields;
}
