import {describe, expect, it} from "vitest";
import {scormPackage} from "../../../scripts/course/scorm.js";
import {all, breaks, type Rule, readXml} from "./xml.js";

const page = (up: string) =>
  `<head>\n<meta name="build" content="1">\n<meta name="service-worker" content="${up}sw.js">`;
const site = new Map([
  ["index.html", page("./")],
  ["en/residual-block.html", page("../")],
  ["download/en/notebook.html", "<head>"],
  ["_file/data/figures.0a1b2c3d.json", "[]"],
  ["_file/assets/a & b.png", "png"],
  ["assets/stills/en/race.png", "png"],
  ["404.html", "<head>"],
  ["sw.js", "code"]
]);
const made = scormPackage(site, {demand: "all", start: "index.html?questions=7&lock=n", version: "1.0.0"});
const text = async (file: string) => String((await made).get(file));

/**
 * What a manifest may hold: the schema imscp_rootv1p1p2.xsd with adlcp_rootv1p2.xsd, and what SCORM 1.2 wants of a package
 * with content (ADL, *SCORM Content Aggregation Model* 1.2, section 2.3.2).
 */
const rules: {readonly [name: string]: Rule} = {
  manifest: {attributes: "identifier* version", children: "metadata organizations resources"},
  metadata: {children: "schema schemaversion"},
  schema: {text: 100},
  schemaversion: {text: 20},
  organizations: {attributes: "default*", children: "organization+"},
  organization: {attributes: "identifier* structure", children: "title item+ metadata?"},
  item: {attributes: "identifier* identifierref isvisible parameters", children: "title item* metadata?"},
  title: {text: 200},
  resources: {attributes: "xml:base", children: "resource+"},
  resource: {
    attributes: "identifier* type* href* adlcp:scormtype*",
    children: "metadata? file+ dependency*"
  },
  file: {attributes: "href*", children: "metadata?"}
};

describe("scormPackage(site, options)", () => {
  it("has a manifest by the schema, of one unit", async () => {
    const manifest = readXml(await text("imsmanifest.xml"));
    expect(breaks(manifest, rules)).toEqual([]);
    expect(manifest.at).toMatchObject({
      xmlns: "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
      "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2"
    });
    expect(all(manifest, "schema")[0].text).toBe("ADL SCORM");
    expect(all(manifest, "schemaversion")[0].text).toBe("1.2");
    const ids = ["manifest", "organization", "item", "resource"]
      .flatMap(name => all(manifest, name))
      .map(({at}) => at.identifier);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
    const [organizations, organization, item, unit] = [
      "organizations",
      "organization",
      "item",
      "resource"
    ].map(name => all(manifest, name)[0].at);
    expect(organizations.default).toBe(organization.identifier);
    expect(item.identifierref).toBe(unit.identifier);
    expect(unit).toMatchObject({type: "webcontent", "adlcp:scormtype": "sco", href: "scorm.html"});
  });
  it("names every file once, by its address", async () => {
    const named = all(readXml(await text("imsmanifest.xml")), "file").map(({at}) => at.href);
    expect(named).toContain("_file/assets/a%20%26%20b.png");
    const files = [...(await made).keys()].filter(file => file !== "imsmanifest.xml");
    expect(named.map(decodeURIComponent).sort()).toEqual(files.sort());
  });
  it("leaves out what a host of its own needs, and names no service worker", async () => {
    expect([...(await made).keys()].sort()).toEqual([
      "_file/assets/a & b.png",
      "_file/data/figures.0a1b2c3d.json",
      "download/en/notebook.html",
      "en/residual-block.html",
      "imsmanifest.xml",
      "index.html",
      "scorm.css",
      "scorm.html",
      "scorm.js"
    ]);
    expect(await text("index.html")).toContain('<meta name="site" content="./">');
    expect(await text("en/residual-block.html")).toContain('<meta name="site" content="../">');
    for (const content of (await made).values())
      expect(String(content)).not.toContain('name="service-worker"');
  });
  it("tells its page what to show, and what is asked for", async () => {
    expect(await text("scorm.html")).toContain(
      'data-start="index.html?questions=7&amp;lock=n" data-demand="all"'
    );
    expect(await text("scorm.html")).toContain('data-figures="_file/data/figures.0a1b2c3d.json"');
  });
  it("refuses a page that is not there, and a site that is not one", async () => {
    const options = {demand: "all", start: "en/block.html", version: "1"} as const;
    await expect(scormPackage(site, options)).rejects.toThrow("the site has no page: en/block.html");
    await expect(scormPackage(site, {...options, start: "sw.js"})).rejects.toThrow(
      "the site has no page: sw.js"
    );
    await expect(
      scormPackage(new Map([["index.html", page("./")]]), {...options, start: "index.html"})
    ).rejects.toThrow("figures");
    await expect(
      scormPackage(new Map([...site, ["zh/new.html", "<head>"]]), {...options, start: "index.html"})
    ).rejects.toThrow("no service worker named: zh/new.html");
  });
});

it("breaks(node, rules) finds what a manifest must not be", () => {
  const broken = (from: string | RegExp, to: string) => async () =>
    breaks(readXml((await text("imsmanifest.xml")).replace(from, to)), rules);
  return Promise.all([
    expect(broken(' href="scorm.html">', ">")()).resolves.toEqual(["resource lacks href*"]),
    expect(broken(/<resources>[\s\S]*<\/resources>/, "")()).resolves.toEqual([
      "manifest: metadata,organizations"
    ]),
    expect(broken("<item ", "<thing/><item ")()).resolves.toContain("unknown element: thing"),
    expect(broken("<organizations", "text<organizations")()).resolves.toEqual(["manifest holds text: text"]),
    expect(broken("<file ", '<file size="1" ')()).resolves.toEqual(["file has size"]),
    expect(broken("</manifest>", "")()).rejects.toThrow()
  ]);
});
