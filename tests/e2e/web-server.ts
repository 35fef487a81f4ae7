import { createServer } from 'node:http';

export interface WebServer {
  /** `http://127.0.0.1:port` */
  origin: string;
  /** The paths that were asked for, in order; a WebSocket counts by its handshake. */
  requests: string[];
  stop: () => Promise<void>;
}

/**
 * A web server on the loopback that lets every origin in and remembers what was asked for: what must not be reached,
 * really could be. `/redirect` sends its visitor on.
 */
export async function startWebServer(): Promise<WebServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (request.url === '/redirect') return response.writeHead(302, { Location: '/redirected' }).end();
    response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    return response.end('<title>Somewhere else</title>');
  });
  server.on('upgrade', (request, socket) => {
    requests.push(request.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
