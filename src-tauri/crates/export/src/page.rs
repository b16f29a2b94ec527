//! Lines of text on pages of Letter paper, in one of the fonts that every PDF reader brings: nothing to embed, nothing to install.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

/// Tenths of a point: 72 points are an inch. Whole numbers, so that columns of figures end at the same place.
pub(crate) type Tenths = i16;

pub(crate) const LEFT: Tenths = 540;
/// Where lines end on upright paper.
pub(crate) const RIGHT: Tenths = 5580;
const BOTTOM: Tenths = 640;
const LINE_HEIGHT: Tenths = 140;
const TEXT_SIZE: Tenths = 90;
const PLAIN: Name<'_> = Name(b"P");
const BOLD: Name<'_> = Name(b"B");

/// Letter paper, as it lies.
#[derive(Clone, Copy)]
pub(crate) enum Paper {
    Upright,
    Across,
}

impl Paper {
    const fn size(self) -> (Tenths, Tenths) {
        match self {
            Self::Upright => (6120, 7920),
            Self::Across => (7920, 6120),
        }
    }

    const fn right(self) -> Tenths {
        self.size().0 - LEFT
    }

    const fn top(self) -> Tenths {
        self.size().1 - 620
    }
}

/// Where a text stands.
#[derive(Clone, Copy)]
pub(crate) enum At {
    /// Begins here.
    Left(Tenths),
    /// Ends here.
    Right(Tenths),
}

/// A piece of a line.
#[derive(Clone)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) at: At,
    pub(crate) bold: bool,
}

/// Writes the lines, with the heading on every page and its number below. `None` is an empty line.
pub(crate) fn pages(paper: Paper, title: &str, heading: &[Vec<Piece>], lines: &[Option<Vec<Piece>>]) -> Vec<u8> {
    let lines_max = usize::try_from((paper.top() - BOTTOM) / LINE_HEIGHT).unwrap_or(1) - 1 - heading.len();
    let mut sheets: Vec<&[Option<Vec<Piece>>]> = lines.chunks(lines_max).collect();
    if sheets.is_empty() {
        sheets.push(&[]);
    }
    let mut references = (1..).map(Ref::new);
    let mut next = || references.next().unwrap_or(Ref::new(1));
    let (catalog, tree, plain, bold, info) = (next(), next(), next(), next(), next());
    let of_pages: Vec<(Ref, Ref)> = sheets.iter().map(|_| (next(), next())).collect();

    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.document_info(info).title(pdf_writer::TextStr(title)).producer(pdf_writer::TextStr("Tieout"));
    let count = i32::try_from(of_pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(of_pages.iter().map(|(page, _)| *page)).count(count);
    for (font, name) in [(plain, b"Helvetica".as_slice()), (bold, b"Helvetica-Bold")] {
        pdf.type1_font(font).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (number, ((page_id, content_id), sheet)) in (1..).zip(of_pages.iter().zip(&sheets)) {
        let mut page = pdf.page(*page_id);
        let (width, height) = paper.size();
        page.media_box(Rect::new(0.0, 0.0, (width / 10).into(), (height / 10).into()));
        page.parent(tree).contents(*content_id);
        let mut resources = page.resources();
        resources.fonts().pair(PLAIN, plain).pair(BOLD, bold);
        resources.finish();
        page.finish();
        let footer = Piece { text: format!("{number} of {count}"), at: At::Right(paper.right()), bold: false };
        pdf.stream(*content_id, &content(paper, heading, sheet, &footer));
    }
    pdf.finish()
}

fn content(paper: Paper, heading: &[Vec<Piece>], lines: &[Option<Vec<Piece>>], footer: &Piece) -> Vec<u8> {
    let mut content = Content::new();
    // From here on a unit is a tenth of a point.
    content.transform([0.1, 0.0, 0.0, 0.1, 0.0, 0.0]);
    let mut y = paper.top();
    for line in heading {
        for piece in line {
            write(&mut content, piece, y);
        }
        y -= LINE_HEIGHT;
    }
    y += LINE_HEIGHT / 2;
    content.move_to(LEFT.into(), y.into()).line_to(paper.right().into(), y.into()).stroke();
    y -= LINE_HEIGHT;
    for line in lines {
        for piece in line.iter().flatten() {
            write(&mut content, piece, y);
        }
        y -= LINE_HEIGHT;
    }
    write(&mut content, footer, BOTTOM - LINE_HEIGHT * 2);
    content.finish().to_vec()
}

fn write(content: &mut Content, piece: &Piece, y: Tenths) {
    let bytes = win_ansi(&piece.text);
    let x = match piece.at {
        At::Left(x) => x,
        At::Right(x) => x - width_of_figures(&bytes),
    };
    content.begin_text().set_font(if piece.bold { BOLD } else { PLAIN }, TEXT_SIZE.into());
    content.next_line(x.into(), y.into()).show(Str(&bytes)).end_text();
}

/// How wide figures are: those of Helvetica are equally wide, bold or not (Adobe, font metrics of the base 14 fonts, in thousandths of
/// the size). Other letters count as a figure, which only moves a heading a little.
fn width_of_figures(bytes: &[u8]) -> Tenths {
    let thousandths: i32 = bytes
        .iter()
        .map(|byte| match byte {
            b'.' | b',' | b' ' => 278,
            b'-' | b'(' | b')' => 333,
            _ => 556,
        })
        .sum();
    Tenths::try_from(thousandths * i32::from(TEXT_SIZE) / 1_000).unwrap_or(Tenths::MAX)
}

/// Windows' character set, which the fonts bring: Latin-1, with a few signs more. What it does not have becomes a question mark.
fn win_ansi(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        '\u{2212}' => b'-',
        '\u{20ac}' => 0x80,
        '\u{2026}' => 0x85,
        '\u{2018}' => 0x91,
        '\u{2019}' => 0x92,
        '\u{201c}' => 0x93,
        '\u{201d}' => 0x94,
        '\u{2022}' => 0x95,
        '\u{2013}' => 0x96,
        '\u{2014}' => 0x97,
        '\n' | '\r' | '\t' => b' ',
        letter => u8::try_from(u32::from(letter)).ok().filter(|byte| !(0x80..0xa0).contains(byte)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}
