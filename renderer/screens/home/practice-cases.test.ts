import { afterEach, expect, it } from 'vitest';
import { practiceWords } from '../../../shared/messages/practice-en.ts';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import { useCase } from '../../state/case-store.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
});

it('offers every practice case with its ticket, and opens the one that is chosen', async () => {
  mounted = await mountWindow();
  await mounted.go('home');
  for (const { ticket } of Object.values(practiceWords)) await mounted.see(ticket);
  await mounted.button(/Open “Practice: birthdays/).click();
  await mounted.see(practiceWords['day-early'].lesson);
  expect(useCase().current?.practiceId).toBe('day-early');
});
