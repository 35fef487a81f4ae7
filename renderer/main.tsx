import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@fontsource-variable/noto-sans-kr/index.css';
import './ui/tokens.css';
import './ui/base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './app';
import { ErrorBoundary } from './ui/error-boundary';
import { createQueryClient, infoQuery, keysQuery, profilesQuery, settingsQuery } from './ui/queries';
import { theme } from './ui/theme';

const client = createQueryClient();

// What is on disk is there in a few milliseconds; drawing before it would only flash the wrong language.
await Promise.all([
  client.ensureQueryData(settingsQuery),
  client.ensureQueryData(infoQuery),
  client.ensureQueryData(keysQuery),
  client.ensureQueryData(profilesQuery),
]);

// zod would probe for eval, which the page's policy forbids and reports.
config({ jitless: true });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      {/* `auto` follows prefers-color-scheme, which the main process sets from the settings. */}
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Notifications position="bottom-right" limit={4} />
        <ErrorBoundary>
          <App />
        </ErrorBoundary>
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
