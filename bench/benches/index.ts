import type { Bench } from '../results/types.ts';
import { capture } from './capture.ts';
import { cutOff } from './cut-off.ts';
import { diff } from './diff.ts';
import { duplicates } from './duplicates.ts';
import { exchangeCapture } from './exchange-capture.ts';
import { findings } from './findings.ts';
import { importFiles } from './import.ts';
import { largeWindow } from './large-window.ts';
import { page } from './page.ts';
import { realCards } from './real-cards.ts';
import { realServers } from './real-servers.ts';
import { startUp } from './start-up.ts';
import { storeGrowth } from './store-growth.ts';
import { verdict } from './verdict.ts';

/** Every bench, one a file, in the order in which they run and are published. */
export const BENCHES: readonly Bench[] = [capture, exchangeCapture, diff, duplicates, findings, verdict, storeGrowth, importFiles, startUp, page, largeWindow, cutOff, realServers, realCards];
