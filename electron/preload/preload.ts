import { ipcRenderer } from 'electron';

// Forwards the two ports of this window to its page, and nothing else: the page gets no function of this world.
ipcRenderer.on('synctrace:ports', (event) => {
  window.postMessage('synctrace:ports', window.location.origin, event.ports);
});
