// What the reader's browser remembers. It may refuse to, in a private window for instance; then nothing is remembered.

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`dateline-${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`dateline-${name}`, value);
  } catch {
    // Nothing to do.
  }
}
