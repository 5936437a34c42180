/** An axis's title in lines that a short axis has room for. */
export const broken = (title: string): string => title.replace(/(.{18,}?) /g, '$1<br>');
