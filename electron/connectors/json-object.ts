/** The JSON object that a text holds; null where it holds none. Texts that a server or an older case gave may be anything. */
export function readJsonObject(text: string): Readonly<Record<string, unknown>> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}
