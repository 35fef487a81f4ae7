import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP relay on loopback that a test can break. */
export interface Relay {
  port: number;
  /** How many bytes have come from the far side, of all connections. */
  readonly passed: number;
  /** Resets both ends of every connection, as a router that has lost its memory does. */
  cut(): void;
  /** Passes nothing on any more but keeps the connections: a cable that was pulled. */
  freeze(): void;
  stop(): Promise<void>;
}

/** Starts a relay to a port of 127.0.0.1. */
export async function startRelay(to: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  let passed = 0;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
    far.on('data', (bytes) => {
      passed += bytes.length;
    });
  });
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: await listen(server),
    get passed() {
      return passed;
    },
    cut,
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    stop: async () => {
      cut();
      await close(server);
    },
  };
}

/** Starts a TCP server on loopback that treats each connection as `serve` says. */
export async function startTcpServer(
  serve: (socket: Socket) => void,
): Promise<{ port: number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  return {
    port: await listen(server),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await close(server);
    },
  };
}

/** Binds a server to a free port of 127.0.0.1 and says which. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('No port'));
      else resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
