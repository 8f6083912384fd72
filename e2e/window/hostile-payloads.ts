/** What runs where it is taken for anything but text: it leaves a mark on the page. */
const HIT = 'window.hit=1';

const MARKUP = [
  `<script>${HIT}</script>`,
  `<img src=x onerror="${HIT}">`,
  `<svg onload="${HIT}">`,
  `<svg><script>${HIT}</script></svg>`,
  `<iframe srcdoc="<script>parent.${HIT}</script>">`,
  `<iframe src="javascript:parent.${HIT}">`,
  `<a href="javascript:${HIT}">click</a>`,
  `<body onload="${HIT}">`,
  `<details open ontoggle="${HIT}">`,
  `<input autofocus onfocus="${HIT}">`,
  `<video><source onerror="${HIT}"></video>`,
  `<math><mtext><img src=x onerror="${HIT}"></mtext></math>`,
  `<style>@import 'http://evil.example/a.css';</style>`,
  `<link rel=stylesheet href=http://evil.example/a.css>`,
  `<img src=http://evil.example/pixel.png>`,
  `<base href=http://evil.example/>`,
  `<meta http-equiv=refresh content="0;url=http://evil.example/">`,
  `<form action=http://evil.example/><button>x</button></form>`,
  `<object data=http://evil.example/x.swf>`,
  `<embed src=http://evil.example/x>`,
  `"><script>${HIT}</script>`,
  `'><img src=x onerror=${HIT}>`,
  `" onmouseover="${HIT}" x="`,
  `</title><script>${HIT}</script>`,
  `</textarea><script>${HIT}</script>`,
  `</style><script>${HIT}</script>`,
  `<!--><script>${HIT}</script>-->`,
  `<noscript><p title="</noscript><img src=x onerror=${HIT}>">`,
  `<template><script>${HIT}</script></template>`,
  `<xss style="animation-name:x" onanimationstart="${HIT}">`,
];

const TEMPLATES = [`{{ constructor.constructor('${HIT}')() }}`, '{{7*7}}', `\${${HIT}}`, `<%= ${HIT} %>`, '#{7*7}', `[[${HIT}]]`, `v-html="${HIT}"`, `javascript:${HIT}`, `data:text/html,<script>${HIT}</script>`, 'file:///etc/passwd'];

const LOOKALIKES = ['\u202Egnp.exe', 'a\u202Eb\u202Cc', '\u2066isolate\u2069', '\u200Bzero\u200Bwidth', '\uFEFFmark', '‮reversed', 'Z̸̛͎̟̈́a̷̢̛l̶͎̈́g̵̟̀o̸', '\u0007bell', '\u001B[31mred\u001B[0m', 'مرحبا بالعالم', '𝕋𝕖𝕤𝕥', '👩‍👩‍👧‍👦'.repeat(30)];

const SQL = [`'; DROP TABLE records; --`, `" OR 1=1 --`, `%`, `_`, `\\`, `NULL`, `undefined`, `__proto__`, `constructor`, `toString`];

const LONG = ['x'.repeat(100_000), 'word '.repeat(20_000), '<b>'.repeat(20_000), 'W'.repeat(5000), '\u0301'.repeat(3000)];

/** Two hundred payloads and more: each kind plain, in a sentence, and percent- or entity-encoded. */
export const PAYLOADS: readonly string[] = [
  ...[...MARKUP, ...TEMPLATES, ...LOOKALIKES, ...SQL].flatMap((payload) => [payload, `Ada ${payload} Test`, encodeURIComponent(payload.toWellFormed()), payload.replaceAll('<', '&lt;').replaceAll('>', '&gt;')]),
  ...LONG,
];
