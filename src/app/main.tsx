/** The page's entry: stores filled from the address, first render, worker; the only file of the page that does something when it is loaded. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '../ui/App';
import { CrashBoundary } from '../ui/CrashBoundary';
import { AppContext } from '../ui/AppContext';
import { browserSurroundings } from './browserSurroundings';
import { createApp } from './createApp';
import { handleShortcut, keyUseOf } from './handleShortcut';
import { reflectOnDocument } from './reflectOnDocument';

const app = createApp(browserSurroundings());
reflectOnDocument(app.services);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <AppContext value={app.services}>
      <CrashBoundary>
        <App />
      </CrashBoundary>
    </AppContext>
  </StrictMode>,
);

app.start();

window.addEventListener('error', ({ message }) => {
  // Browsers report a layout that was not done in one frame as an error; nothing has failed.
  if (!message.includes('ResizeObserver loop')) app.pageFailed(message);
});
window.addEventListener('unhandledrejection', ({ reason }) =>
  app.pageFailed(reason instanceof Error ? reason.message : String(reason)),
);
window.addEventListener('hashchange', app.addressChanged);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') app.shown();
});
window.addEventListener('keydown', (event) => handleShortcut(event, keyUseOf(event.target), app.services));
