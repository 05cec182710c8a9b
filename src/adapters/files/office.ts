/** Tells apart what is kept in the two containers of Office, by the names of the parts; nothing is ever unpacked. */
export interface Contained {
  push(piece: Buffer): void;
  type(): string;
}

export const WITH_MACROS = "application/x-office-with-macros";
/** What a name and the header before it take at most, so that none is missed between two pieces. */
const OVERLAP_BYTES = 512;

/** Calls `look` with pieces that overlap. */
function overlapping(look: (piece: Buffer) => void): (piece: Buffer) => void {
  let last: Buffer = Buffer.alloc(0);
  return (piece) => {
    const whole = Buffer.concat([last, piece]);
    look(whole);
    last = Buffer.from(whole.subarray(-OVERLAP_BYTES));
  };
}

const OPEN_XML = "application/vnd.openxmlformats-officedocument";
const FOLDERS = {
  word: `${OPEN_XML}.wordprocessingml.document`,
  xl: `${OPEN_XML}.spreadsheetml.sheet`,
  ppt: `${OPEN_XML}.presentationml.presentation`,
};
/** A document begins with one of its own parts; an archive that holds documents begins with something else. */
const FIRST_PART = /^(\[Content_Types\]\.xml|_rels\/|docProps\/|customXml\/|word\/|xl\/|ppt\/)/;

/** A zip, a document of Office, one with macros, or a program in a zip's clothes. */
export function makeZip(): Contained {
  const found = { folder: null as keyof typeof FOLDERS | null, contentTypes: false, macros: false, program: false };
  let first: string | null = null;
  const push = overlapping((piece) => {
    for (const name of namesIn(piece)) {
      first ??= name;
      const [, folder] = /^(word|xl|ppt)\//.exec(name) ?? [];
      if (folder !== undefined) found.folder ??= folder as keyof typeof FOLDERS;
      if (name === "[Content_Types].xml") found.contentTypes = true;
      if (/(^|\/)vbaProject\.bin$/i.test(name)) found.macros = true;
      if (/^(META-INF\/MANIFEST\.MF|AndroidManifest\.xml)$/i.test(name)) found.program = true;
    }
  });
  return {
    push,
    type: () => {
      if (found.program) return "application/java-archive";
      if (first === null || !FIRST_PART.test(first) || found.folder === null || !found.contentTypes) return "application/zip";
      return found.macros ? WITH_MACROS : FOLDERS[found.folder];
    },
  };
}

/** A part's header, where it stands (`PK\x03\x04`) or in the directory at the end (`PK\x01\x02`): where its length and its name are. */
const HEADERS = [
  { mark: Buffer.from("PK\x03\x04", "latin1"), length: 26, name: 30 },
  { mark: Buffer.from("PK\x01\x02", "latin1"), length: 28, name: 46 },
];
const NAME_BYTES_MAX = 256;

function* namesIn(piece: Buffer): Generator<string> {
  for (const { mark, length, name } of HEADERS) {
    for (let at = piece.indexOf(mark); at >= 0; at = piece.indexOf(mark, at + 4)) {
      if (at + name > piece.length) break;
      const bytes = Math.min(piece.readUInt16LE(at + length), NAME_BYTES_MAX);
      yield piece.toString("utf8", at + name, at + name + bytes).replaceAll("\\", "/");
    }
  }
}

const OLE_PARTS = [
  ["_VBA_PROJECT", WITH_MACROS],
  ["WordDocument", "application/msword"],
  ["Workbook", "application/vnd.ms-excel"],
  ["Book", "application/vnd.ms-excel"],
  ["PowerPoint Document", "application/vnd.ms-powerpoint"],
] as const;

/** Office before 2007; installers and mails are kept in the same container. */
export function makeOle(): Contained {
  const marks = OLE_PARTS.map(([name, type]) => ({ mark: Buffer.from(name, "utf16le"), type }));
  const found = new Set<string>();
  return {
    push: overlapping((piece) => {
      for (const { mark, type } of marks) if (!found.has(type) && piece.includes(mark)) found.add(type);
    }),
    type: () => OLE_PARTS.find(([, type]) => found.has(type))?.[1] ?? "application/x-ole-storage",
  };
}
