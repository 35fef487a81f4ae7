import { CodedError } from '../../common/coded-error';

/** An error as data. Only coded errors say more than that something unexpected happened. */
export function errorData(error: unknown): { code: string; params: Record<string, string | number> } {
  if (error instanceof CodedError) return { code: error.code, params: error.params };
  console.error(error instanceof Error ? error.stack : error);
  return { code: 'unexpected', params: {} };
}
