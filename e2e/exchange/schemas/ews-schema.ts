import { join } from 'node:path';
import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/** Tells what is wrong with a whole SOAP message; '' where nothing is. */
export type XmlCheck = (xml: string) => string;

/**
 * Where the schema itself is wrong: what is put in place of the one in the other before the message is held against it.
 * The merged schema declares GetUserConfigurationResponse as what a single response message is, without the list around it that Microsoft's
 * documentation, and every server, has ([MS-OXWSUSRCFG] 3.1.4.3.3.2): what stands in the list is held against the declaration.
 */
export const SCHEMA_MISTAKES: readonly { readonly found: RegExp; readonly checkedAs: string }[] = [
  {
    found: /<m:GetUserConfigurationResponse><m:ResponseMessages><m:GetUserConfigurationResponseMessage( [^>]*)>(.*)<\/m:GetUserConfigurationResponseMessage><\/m:ResponseMessages><\/m:GetUserConfigurationResponse>/s,
    checkedAs: '<m:GetUserConfigurationResponse$1>$2</m:GetUserConfigurationResponse>',
  },
];

/** Reads Microsoft's schema of EWS and gives the check against it. */
export function readEwsSchema(folder: string): XmlCheck {
  xmlRegisterFsInputProviders();
  const path = join(folder, 'ews/ews.xsd');
  const driver = XmlDocument.fromString(
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="${path}"/></xs:schema>`,
    { url: join(folder, 'ews/of-this-run.xsd') },
  );
  const validator = XsdValidator.fromDoc(driver);
  driver.dispose();
  return (xml) => {
    const text = SCHEMA_MISTAKES.reduce((before, { found, checkedAs }) => before.replace(found, checkedAs), xml);
    try {
      const document = XmlDocument.fromString(text);
      try {
        validator.validate(document);
      } finally {
        document.dispose();
      }
      return '';
    } catch (error) {
      // Lists of what would have been right are long.
      if (error instanceof XmlLibError) return error.message.replaceAll(/ of the set \{[^}]*\}/g, ' that is known');
      throw error;
    }
  };
}
