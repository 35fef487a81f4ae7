import { FitAddon } from '@xterm/addon-fit';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';

const colours = {
  black: '#1d2433',
  red: '#ff7b72',
  green: '#7fdb9a',
  yellow: '#ecc48d',
  blue: '#82aaff',
  magenta: '#c792ea',
  cyan: '#7fdbca',
  white: '#d6deeb',
  brightBlack: '#637089',
  brightRed: '#ff9c95',
  brightGreen: '#a5eebd',
  brightYellow: '#f7dcae',
  brightBlue: '#a8c5ff',
  brightMagenta: '#deb8f5',
  brightCyan: '#a6ece0',
  brightWhite: '#ffffff',
};

/** A terminal in `container`, with the addon that fits it to its size. */
export function createTerminal(container: HTMLElement): { terminal: Terminal; fit: FitAddon } {
  const style = getComputedStyle(container);
  const background = style.getPropertyValue('--term-bg').trim();
  const terminal = new Terminal({
    fontFamily: style.getPropertyValue('--mono').trim(),
    fontSize: 13,
    lineHeight: 1.25,
    scrollback: 10_000,
    cursorBlink: true,
    theme: {
      ...colours,
      background,
      foreground: style.getPropertyValue('--term-ink').trim(),
      cursor: '#7b97ff',
      cursorAccent: background,
      selectionBackground: '#33456f',
    },
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(container);
  if (hasRealGpu()) {
    const webgl = new WebglAddon();
    // A lost context (sleep, driver reset) falls back to the DOM renderer, which is always there.
    webgl.onContextLoss(() => webgl.dispose());
    terminal.loadAddon(webgl);
  }
  return { terminal, fit };
}

/** With software GL the DOM renderer is four times faster (measured), so WebGL is for real GPUs only. */
function hasRealGpu(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  if (!gl || !info) return false;
  const renderer = String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}
