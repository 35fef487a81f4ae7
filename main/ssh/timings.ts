/** How long a session waits, in milliseconds. Tests hand in their own. */
export interface Timings {
  /** For the TCP connection. A dropped packet is sent again after 1, 3 and 7 s: three chances. */
  connect: number;
  /** For the server's next step while logging in. Time that the user takes to answer a question does not count. */
  answer: number;
  /** Between two keepalives of an open session; well below the 350 s after which AWS forgets an idle connection. */
  keepalive: number;
  /** So many keepalives without an answer, and the connection is lost. */
  keepaliveMisses: number;
}

export const timings: Timings = { connect: 15_000, answer: 30_000, keepalive: 15_000, keepaliveMisses: 3 };
