import { mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { createMemoryHistory } from 'vue-router';
import { vi } from 'vitest';
import App from '../App.vue';
import { provideEngine } from '../api/engine-client.ts';
import { createScreenRouter } from '../router.ts';
import { useCase } from '../state/case-store.ts';
import { useConnection } from '../state/connection-store.ts';
import { createFakeEngine, type FakeEngine, type FakeSettings } from './fake-engine.ts';

export interface MountedWindow {
  readonly window: VueWrapper;
  readonly engine: FakeEngine;
  /** Goes to a screen and waits until it has settled. */
  go(screen: string): Promise<void>;
  /** Waits until a text stands somewhere. */
  see(text: string | RegExp): Promise<void>;
  press(key: string, held?: { ctrlKey?: boolean; shiftKey?: boolean; altKey?: boolean }): Promise<void>;
  /** The button of that name. */
  button(name: string | RegExp): { click(): Promise<void> };
}

/** The whole window over an engine in the page itself. */
export async function mountWindow(settings: FakeSettings = {}): Promise<MountedWindow> {
  // happy-dom lays nothing out: give lists a height of twenty rows.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(560);
  const engine = createFakeEngine(settings);
  provideEngine(engine.client);
  const pinia = createPinia();
  const router = createScreenRouter(createMemoryHistory());
  await router.push('/home');
  const mounted = mount(App, { attachTo: document.body, global: { plugins: [pinia, router] } });
  useConnection(pinia).state = 'ready';
  await useCase(pinia).load();
  const text = (): string => document.body.textContent ?? '';
  const see = (wanted: string | RegExp): Promise<void> =>
    vi.waitFor(() => {
      if (typeof wanted === 'string' ? !text().includes(wanted) : !wanted.test(text())) throw new Error(`not seen: ${String(wanted)}`);
    });
  return {
    window: mounted,
    engine,
    see,
    async go(screen) {
      await router.push(`/${screen}`);
      await vi.dynamicImportSettled();
      await vi.waitFor(() => {
        if (document.querySelector('main h1, main [class*="text-center"]') === null) throw new Error('no screen yet');
      });
    },
    async press(key, held = {}) {
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }));
      await new Promise((resolve) => setTimeout(resolve));
    },
    button(name) {
      return {
        async click() {
          const found = await vi.waitFor(() => {
            const all = [...document.querySelectorAll('button')].filter((button) => {
              const label = button.getAttribute('aria-label') ?? button.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
              return (typeof name === 'string' ? label === name : name.test(label)) && !button.disabled;
            });
            const first = all.at(-1);
            if (first === undefined) throw new Error(`no button: ${String(name)}`);
            return first;
          });
          found.click();
          await new Promise((resolve) => setTimeout(resolve));
        },
      };
    },
  };
}
