// Reads the contract and shows it. Text only ever becomes text: nothing is parsed as markup.
const $ = (id) => document.getElementById(id);

/** An element: its name, its attributes, what is in it. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined));
  return element;
}

const json = (value) => JSON.stringify(value, null, 2);
const code = (text) => el("code", {}, text);
const nameOf = (reference) => reference.split("/").pop();

let contract;

/** What a `$ref` stands for. */
function resolve(node) {
  if (!node?.$ref) return node;
  return node.$ref.slice(2).split("/").reduce((at, key) => at[key], contract);
}

/** A paragraph or several; what stands in backticks is code. */
function prose(text) {
  return text.split("\n\n").map((paragraph) =>
    el("p", {}, paragraph.split("`").map((part, at) => at % 2 ? code(part) : part)));
}

/** What happens when a request is sent twice. */
const twice = {
  safe: "It only reads.",
  idempotent: "A second time changes nothing more.",
  keyed: "With an Idempotency-Key, a second time is answered like the first.",
  exempt: "The answer holds a secret and is not repeated.",
};

/** A type in a few words; what has a name of its own is a link to it. */
function typeOf(schema) {
  if (!schema || !Object.keys(schema).length) return ["anything"];
  if (schema.$ref) {
    const name = nameOf(schema.$ref);
    return [el("a", { href: `#schema-${name}` }, name)];
  }
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return several.flatMap((one, at) => [at ? " or " : "", ...typeOf(one)]);
  if (schema.allOf) return schema.allOf.flatMap((one, at) => [at ? " and " : "", ...typeOf(one)]);
  if (schema.enum) return [schema.enum.map((value) => JSON.stringify(value)).join(", ")];
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  const type = [schema.type ?? "anything"].flat().join(" or ");
  if (schema.items) return ["list of ", ...typeOf(schema.items), bounds(schema)];
  return [type + (schema.format ? ` (${schema.format})` : "") + bounds(schema)];
}

/** What a value must keep to. */
function bounds(schema) {
  const range = (low, high) => (low ?? high) === undefined ? "" : ` ${low ?? ""}…${high ?? ""}`;
  return range(schema.minimum, schema.maximum)
    + range(schema.minLength ?? schema.minItems, schema.maxLength ?? schema.maxItems)
    + (schema.pattern ? ` /${schema.pattern}/` : "");
}

function table(rows) {
  const head = ["Name", "Type", "Meaning"].map((text) => el("th", { scope: "col" }, text));
  return el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows));
}

function row(name, schema, about, isRequired) {
  const note = isRequired ? "" : el("span", { class: "facts" }, " optional");
  const cells = [[code(name), note], typeOf(schema), about ?? ""];
  return el("tr", {}, cells.map((cell) => el("td", {}, cell)));
}

function fields(schema) {
  const object = resolve(schema);
  if (!object?.properties) return el("p", {}, typeOf(schema));
  return table(Object.entries(object.properties).map(([name, field]) =>
    row(name, field, field.description, object.required?.includes(name))));
}

function example(title, value) {
  if (value === undefined) return undefined;
  return el("details", {}, el("summary", {}, title), el("pre", { tabindex: 0 }, json(value)));
}

/** One status and what comes with it. */
function answer([status, reference]) {
  const response = resolve(reference);
  const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
  return el("tr", {},
    el("td", {}, el("span", { class: status < 400 ? "good" : "bad" }, status)),
    el("td", {}, content ? typeOf(content.schema) : "", el("div", { class: "facts" }, type ?? "")),
    el("td", {}, response.description, example("Example", content?.example)));
}

function operation(path, verb, about) {
  const parameters = (about.parameters ?? []).map(resolve);
  const body = about.requestBody?.content?.["application/json"];
  const badge = el("span", { class: `verb ${verb}` }, verb.toUpperCase());
  const title = el("h3", {}, badge, code(path));
  return el("article", { id: about.operationId, "aria-label": `${verb} ${path}` }, title,
    ...prose(about.description),
    el("p", { class: "facts" }, `For: ${about["x-audience"]}. ${twice[about["x-idempotency"]]}`),
    parameters.length ? [el("h4", {}, "Parameters"),
      table(parameters.map((one) => row(one.name, one.schema, one.description, one.required)))] : [],
    body ? [el("h4", {}, "Body"), fields(body.schema), example("Example", body.example)] : [],
    el("h4", {}, "Answers"),
    el("table", {}, el("tbody", {}, Object.entries(about.responses).map(answer))),
    attempt(path, verb, parameters, body));
}

/** A form that sends the request and shows what comes back. */
function attempt(path, verb, parameters, body) {
  const inputs = parameters.map((one) => ({
    one,
    input: el("input", { required: one.in === "path" ? "" : undefined,
      value: one.in === "path" ? one.example : undefined, autocomplete: "off" }),
  }));
  const text = body && el("textarea", { rows: 8, spellcheck: "false" }, json(body.example ?? {}));
  const result = el("div", { role: "status" });
  const request = () => build(path, verb, inputs, text?.value);
  const send = async (event) => {
    event.preventDefault();
    result.replaceChildren(el("p", {}, "Sending …"));
    result.replaceChildren(...await ask(request()));
  };
  const form = el("form", { onsubmit: send },
    inputs.map(({ one, input }) => el("label", {}, one.name, " ", el("span", {}, one.in), input)),
    text ? el("label", {}, "Body", text) : [],
    el("p", {}, el("button", { class: "send", type: "submit" }, "Send"), " ",
      el("button", { type: "button", onclick: () => {
        result.replaceChildren(el("pre", { tabindex: 0 }, curl(request())));
      } }, "Show as curl")), result);
  return el("details", { class: "try" }, el("summary", {}, "Try it"), form);
}

function build(path, verb, inputs, body) {
  const query = new URLSearchParams();
  const headers = {};
  for (const { one, input } of inputs) {
    if (one.in === "path") path = path.replace(`{${one.name}}`, encodeURIComponent(input.value));
    else if (input.value && one.in === "query") query.append(one.name, input.value);
    else if (input.value) headers[one.name] = input.value;
  }
  if ($("token").value) headers.Authorization = `Bearer ${$("token").value}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const tail = query.size ? `?${query}` : "";
  return { url: path + tail, options: { method: verb.toUpperCase(), headers, body } };
}

async function ask({ url, options }) {
  const began = performance.now();
  try {
    const response = await fetch(url, { ...options, credentials: "omit" });
    const text = await response.text();
    const milliseconds = Math.round(performance.now() - began);
    const line = `${response.status} ${response.statusText} in ${milliseconds} ms`;
    const fields = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    return [el("p", { class: response.ok ? "good" : "bad" }, line),
      el("details", {}, el("summary", {}, "Header fields"), el("pre", { tabindex: 0 }, fields)),
      text ? el("pre", { tabindex: 0 }, pretty(text)) : ""];
  } catch (error) {
    return [el("p", { class: "bad" }, `Not sent: ${error.message}`)];
  }
}

function pretty(text) {
  try { return json(JSON.parse(text)); } catch { return text; }
}

/** The same request for a shell; quotes are closed, escaped and opened again. */
function curl({ url, options }) {
  const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const headers = Object.entries(options.headers)
    .map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const body = options.body === undefined ? [] : [`-d ${quote(options.body)}`];
  return [`curl -sS -X ${options.method}`, ...headers, ...body, quote(location.origin + url)]
    .join(" \\\n  ");
}

function show() {
  const groups = new Map(contract.tags.map((tag) => [tag.name, []]));
  for (const [path, verbs] of Object.entries(contract.paths)) {
    for (const [verb, about] of Object.entries(verbs)) {
      groups.get(about.tags[0]).push([path, verb, about]);
    }
  }
  $("content").replaceChildren(...prose(contract.info.description));
  for (const [tag, list] of groups) {
    const entry = ([path, verb, about]) => el("li", {}, el("a", { href: `#${about.operationId}` },
      el("span", { class: `verb ${verb}` }, verb.toUpperCase()), path));
    $("index").append(el("section", {}, el("h2", {}, tag), el("ul", {}, list.map(entry))));
    $("content").append(el("h2", {}, tag), ...list.map((one) => operation(...one)));
  }
  const schemas = Object.entries(contract.components.schemas).map(([name, schema]) =>
    el("article", { id: `schema-${name}` }, el("h3", {}, code(name)),
      schema.description ? el("p", {}, schema.description) : "", fields(schema)));
  $("content").append(el("h2", { id: "schemas" }, "Schemas"), ...schemas);
  $("index").append(el("section", {}, el("h2", {}, "Types"),
    el("ul", {}, el("li", {}, el("a", { href: "#schemas" }, "Schemas")))));
  if (location.hash) $(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

$("search").addEventListener("input", ({ target }) => {
  const words = target.value.toLowerCase().split(/\s+/);
  for (const item of $("index").querySelectorAll("li")) {
    item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word));
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea")) return;
  event.preventDefault();
  $("search").focus();
});

try {
  contract = await (await fetch("/openapi.json")).json();
  show();
} catch (error) {
  $("state").textContent = `The contract could not be read: ${error.message}`;
}
