import type { Rule } from '../types.ts';
import { audit } from './audit.ts';
import { cadence } from './cadence.ts';
import { causality } from './causality.ts';
import { declared } from './declared.ts';
import { fingerprint } from './fingerprint.ts';
import { limit } from './limit.ts';
import { provenance } from './provenance.ts';

/** All of them, strongest first; a test compares the list with the folder. */
export const RULES: readonly Rule[] = [audit, provenance, causality, fingerprint, cadence, limit, declared];
