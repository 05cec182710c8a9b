/**
 * A part that is loaded when it is first needed; asked for once more where the network lost it. A browser remembers a module's address that
 * failed, so the second try goes to the same file at another.
 */
export async function chunk<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    const address = /https?:\/\/\S+?\.js/.exec(String(error))?.[0];
    if (address === undefined) throw error;
    return (await import(`${address}?again`)) as Part;
  }
}
