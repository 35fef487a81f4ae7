/** Where the page lives. Nothing else is ever loaded into a window. */
export const pageScheme = 'app';
export const pageOrigin = `${pageScheme}://latchkey`;
export const pageUrl = `${pageOrigin}/index.html`;
