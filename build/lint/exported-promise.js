// @ts-check

/** Every exported function says in one doc comment what it promises. @type {import('eslint').Rule.RuleModule} */
export const exportedPromise = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'Say above the function, in one `/** sentence */`, what it promises.' },
  },
  create(context) {
    return {
      'ExportNamedDeclaration > FunctionDeclaration'(/** @type {import('eslint').Rule.Node} */ node) {
        if (node.parent === null) return;
        const before = context.sourceCode.getCommentsBefore(node.parent).at(-1);
        if (before?.type !== 'Block' || !before.value.startsWith('*')) context.report({ node, messageId: 'missing' });
      },
    };
  },
};
