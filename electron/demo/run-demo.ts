import { parseArgs } from 'node:util';
import { toWireError } from '../../shared/errors.ts';
import { wordsFor } from '../../shared/messages/en.ts';
import { isDemoKind, runDemo } from './demo.ts';

/** `npm run demo`: the demo in a terminal; ends 0 only where everything was proved. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { kind: { type: 'string', default: 'carddav' }, keep: { type: 'string' } } });
  if (!isDemoKind(values.kind)) {
    process.stderr.write(`There is no demo of kind ${values.kind}; there are carddav, graph and ews.\n`);
    return 2;
  }
  try {
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    const result = await runDemo(values.kind, { say, signal: new AbortController().signal, ...(values.keep === undefined ? {} : { keep: values.keep }) });
    return result.verified ? 0 : 1;
  } catch (error) {
    const { code, context } = toWireError(error);
    const { message, hint } = wordsFor(code, context);
    process.stderr.write(`${message} ${hint}\n`);
    return 1;
  }
}

process.exitCode = await main();
