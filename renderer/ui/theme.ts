import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** The one accent. The filled shades are those of tokens.css: 6 in the light theme, 3 in the dark one. */
const accent: MantineColorsTuple = [
  '#eaf0ff',
  '#d3defc',
  '#a9bdf8',
  '#7b97ff',
  '#5f7ef0',
  '#466aea',
  '#3559e0',
  '#2a4ac4',
  '#213ca3',
  '#172c7c',
];

/** Mantine's own greys of the dark theme, in the tone of tokens.css. */
const dark: MantineColorsTuple = [
  '#e6eaf2',
  '#c3cad8',
  '#98a3b5',
  '#7d889c',
  '#38435a',
  '#262e3c',
  '#1c2330',
  '#161b24',
  '#11151d',
  '#0b0f15',
];

/** What stands on the accent, or on the red of what destroys, is white in the light theme and dark in the dark one. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const onAccent = input.variant === 'filled' && (input.color ?? 'accent') === 'accent';
  if (onAccent) return { ...colors, color: 'var(--accent-ink)' };
  if (input.variant !== 'filled' || input.color !== 'red') return colors;
  const hover = 'color-mix(in srgb, var(--blocked) 88%, var(--ink))';
  return { ...colors, background: 'var(--blocked)', hover, color: 'var(--accent-ink)' };
};

export const theme = createTheme({
  variantColorResolver,
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '11.5px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  defaultRadius: 'md',
  radius: { sm: '6px', md: '8px', lg: '10px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'sm', fw: 500 },
      styles: { root: { height: 32, paddingInline: 12 }, label: { fontSize: 12.5 } },
    },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right' } },
    // A square that is round at 8 pixels would be taken for a radio button.
    Checkbox: { defaultProps: { radius: 4 } },
    Menu: {
      // Within the page's landmark, with nothing but its items to be focused.
      defaultProps: { portalProps: { target: 'main' }, withInitialFocusPlaceholder: false },
    },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 0 } },
      styles: { title: { fontWeight: 600, fontSize: 15 } },
    },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});
