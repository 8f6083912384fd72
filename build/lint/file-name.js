// @ts-check
import { basename } from 'node:path';

const SCRIPT = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:(?:[a-z]+\.)?test|config|d))?\.(?:ts|js|mjs)$/;
const COMPONENT = /^(?:[A-Z][a-z0-9]*)+\.(?:vue|test\.ts)$/;
const EMPTY_WORDS = /(?:^|-)(?:utils?|helpers?|common|misc|manager)(?:-|\.)/i;

/** @type {import('eslint').Rule.RuleModule} */
export const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      shape: 'Name the file kebab-case.ts, or PascalCase.vue (and PascalCase.test.ts beside it) for a component.',
      empty: 'Name the file after what it does; this word says nothing.',
    },
  },
  create(context) {
    const name = basename(context.filename);
    const shape = /^[A-Z]/.test(name) || name.endsWith('.vue') ? COMPONENT : SCRIPT;
    return {
      Program(node) {
        if (!shape.test(name)) context.report({ node, messageId: 'shape' });
        if (EMPTY_WORDS.test(name)) context.report({ node, messageId: 'empty' });
      },
    };
  },
};
