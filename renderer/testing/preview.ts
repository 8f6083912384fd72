import '../styles/main.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from '../App.vue';
import { provideEngine } from '../api/engine-client.ts';
import { createScreenRouter } from '../router.ts';
import { useCase } from '../state/case-store.ts';
import { useConnection } from '../state/connection-store.ts';
import { createFakeEngine } from './fake-engine.ts';

// The window with generated data, for looking at it without an engine: `?rows=100000&closed` in the address.
const wishes = new URLSearchParams(location.search);
provideEngine(createFakeEngine({ rows: Number(wishes.get('rows') ?? 400), open: !wishes.has('closed'), pause: () => new Promise((resolve) => setTimeout(resolve, 30)) }).client);
const pinia = createPinia();
createApp(App).use(pinia).use(createScreenRouter()).mount('#app');
useConnection(pinia).state = 'ready';
await useCase(pinia).load();
