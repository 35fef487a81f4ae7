/** The name of a key file as a name for its EC2 key pair: no extension, and only what EC2 takes. May come to nothing. */
export function suggestPairName(fileName: string): string {
  return fileName
    .replace(/\.(pem|ppk|key|txt)$/i, '')
    .replace(/[^ -~]/g, '')
    .slice(0, 255)
    .trim();
}
