import { DomainDesk } from "../../support/domain-desk.js";
import { heard } from "../../support/desk-rules.js";

const sent = (desk: DomainDesk, text: string) => ({
  kind: "said" as const,
  opening: desk.opening,
  text,
  heard: heard({ simplified: text }),
  ...{ button: null, form: null, attachments: [], clientKey: null },
  notTaken: [{ name: "a.exe", why: "type_not_allowed" as const }],
});
const said = (desk: DomainDesk) => desk.log.filter(({ from }) => from === "bot").map(({ say }) => say!.key);

test("the sender of a file that was not taken is told why, and what they wrote with it is heard", () => {
  const desk = new DomainDesk().open();
  desk.run(sent(desk, "你好"));
  expect(desk.log.find(({ say }) => say?.key === "file.not_taken")!.say!.params).toEqual({
    name: "a.exe",
    why: { word: "file_fault.type_not_allowed" },
  });
  expect(said(desk).at(-1)).not.toBe("file.not_taken");
});

test("without words nothing else is said", () => {
  const desk = new DomainDesk().open();
  desk.run(sent(desk, ""));
  expect(said(desk).at(-1)).toBe("file.not_taken");
});
