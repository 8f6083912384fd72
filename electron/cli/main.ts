import { endWithParent } from '../web/end-with-parent.ts';
import { EXIT } from './outcome.ts';
import { runCli } from './run-cli.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe went away (`| head`): there is nobody left to print for.
  process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed);
});
endWithParent();
process.exitCode = await runCli(process.argv.slice(2));
