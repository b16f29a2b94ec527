use super::lexer::{Token, Word, words};
use super::{Column, Expression, FilterError, Function, Grammar, Kind, Operator, kind_of};
use crate::acumatica::schema::Schema;
use crate::acumatica::value::Value;

/// A filter nested deeper than this is refused rather than read.
const DEEPEST: usize = 64;

pub(super) fn parse(text: &str, schema: &'static Schema, grammar: Grammar) -> Result<Expression, FilterError> {
    let mut parser = Parser { tokens: words(text, grammar)?, next: 0, end: text.len(), schema, grammar, depth: 0 };
    let expression = parser.alternatives()?;
    match parser.tokens.get(parser.next) {
        None => Ok(expression),
        Some(token) => Err(FilterError::Syntax { position: token.position, why: "an operator is missing".into() }),
    }
}

/// Reads by descending: `or` binds least, then `and`, then `not`, then comparisons.
struct Parser {
    tokens: Vec<Token>,
    next: usize,
    end: usize,
    schema: &'static Schema,
    grammar: Grammar,
    depth: usize,
}

impl Parser {
    fn alternatives(&mut self) -> Result<Expression, FilterError> {
        let mut left = self.conjunction()?;
        while self.accept_name("or") {
            let right = self.conjunction()?;
            left = Expression::Or(Box::new(self.truth(left)?), Box::new(self.truth(right)?));
        }
        Ok(left)
    }

    fn conjunction(&mut self) -> Result<Expression, FilterError> {
        let mut left = self.negation()?;
        while self.accept_name("and") {
            let right = self.negation()?;
            left = Expression::And(Box::new(self.truth(left)?), Box::new(self.truth(right)?));
        }
        Ok(left)
    }

    fn negation(&mut self) -> Result<Expression, FilterError> {
        if !self.accept_name("not") {
            return self.comparison();
        }
        self.descend()?;
        let inner = self.negation()?;
        self.depth -= 1;
        if self.grammar == Grammar::Three && is_substring(&inner) {
            return Err(FilterError::Types);
        }
        Ok(Expression::Not(Box::new(self.truth(inner)?)))
    }

    /// Only what is true or false can be joined or negated.
    fn truth(&self, expression: Expression) -> Result<Expression, FilterError> {
        if kind_of(&expression, self.schema) == Some(Kind::Truth) { Ok(expression) } else { Err(FilterError::Types) }
    }

    fn comparison(&mut self) -> Result<Expression, FilterError> {
        let left = self.operand()?;
        let Some(operator) = self.accept_operator() else { return Ok(left) };
        let right = self.operand()?;
        match (kind_of(&left, self.schema), kind_of(&right, self.schema)) {
            (Some(one), Some(other)) if one != other => Err(FilterError::Types),
            _ if self.grammar == Grammar::Three && (is_substring(&left) || is_substring(&right)) => {
                // Read without a complaint, and true of nothing (practice).
                Ok(Expression::Literal(Value::Boolean(false)))
            }
            _ => Ok(Expression::Compare(Box::new(left), operator, Box::new(right))),
        }
    }

    fn operand(&mut self) -> Result<Expression, FilterError> {
        let Some(token) = self.tokens.get(self.next).cloned() else { return Err(self.missing("a value")) };
        self.next += 1;
        match token.word {
            Word::Open => {
                self.descend()?;
                let inner = self.alternatives()?;
                self.depth -= 1;
                self.expect(&Word::Close, "a closing parenthesis")?;
                Ok(inner)
            }
            Word::Text(text) => Ok(Expression::Literal(Value::Text(text))),
            Word::Number(number) => Ok(Expression::Literal(Value::Number(number))),
            Word::Moment(moment) => Ok(Expression::Literal(Value::Moment(moment))),
            Word::Guid(guid) => Ok(Expression::Guid(guid)),
            Word::Name(name) => self.named(&name),
            Word::Close | Word::Comma => {
                Err(FilterError::Syntax { position: token.position, why: "a value is missing".into() })
            }
        }
    }

    /// A literal word, a function, or a field.
    fn named(&mut self, name: &str) -> Result<Expression, FilterError> {
        let function = match name {
            "null" => return Ok(Expression::Literal(Value::Empty)),
            "true" => return Ok(Expression::Literal(Value::Boolean(true))),
            "false" => return Ok(Expression::Literal(Value::Boolean(false))),
            "substringof" if self.grammar == Grammar::Three => Function::SubstringOf,
            "contains" if self.grammar == Grammar::Four => Function::SubstringOf,
            "startswith" => Function::StartsWith,
            "endswith" => Function::EndsWith,
            _ => return self.field(name),
        };
        self.expect(&Word::Open, "an opening parenthesis")?;
        let first = self.operand()?;
        self.expect(&Word::Comma, "a comma")?;
        let second = self.operand()?;
        self.expect(&Word::Close, "a closing parenthesis")?;
        // substringof('part', Field), but every other function has the field first.
        let (part, whole) = if name == "substringof" { (first, second) } else { (second, first) };
        match (kind_of(&part, self.schema), kind_of(&whole, self.schema)) {
            (Some(Kind::Text), Some(Kind::Text)) => Ok(Expression::Find(function, Box::new(part), Box::new(whole))),
            _ => Err(FilterError::Types),
        }
    }

    fn field(&self, name: &str) -> Result<Expression, FilterError> {
        let schema = self.schema;
        let unknown = || FilterError::UnknownField { entity: schema.name, name: name.to_owned() };
        let Some((parent, child)) = name.split_once('/') else {
            if name == "id" {
                return Ok(Expression::Id);
            }
            return schema.column_exactly(name).map(|at| Expression::Field(Column::Own(at))).ok_or_else(unknown);
        };
        if schema.detail_position(parent).is_some() {
            return Err(FilterError::DetailField { name: parent.to_owned() });
        }
        let linked = schema.linked_position(parent).ok_or_else(unknown)?;
        let at = schema.linked[linked].column_exactly(child).ok_or_else(unknown)?;
        Ok(Expression::Field(Column::Linked(linked, at)))
    }

    fn accept_operator(&mut self) -> Option<Operator> {
        let Some(Word::Name(name)) = self.tokens.get(self.next).map(|token| &token.word) else { return None };
        let operator = match name.as_str() {
            "eq" => Operator::Equal,
            "ne" => Operator::NotEqual,
            "gt" => Operator::Greater,
            "ge" => Operator::GreaterOrEqual,
            "lt" => Operator::Less,
            "le" => Operator::LessOrEqual,
            _ => return None,
        };
        self.next += 1;
        Some(operator)
    }

    fn accept_name(&mut self, wanted: &str) -> bool {
        let found = matches!(self.tokens.get(self.next), Some(Token { word: Word::Name(name), .. }) if name == wanted);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: &Word, what: &str) -> Result<(), FilterError> {
        if self.tokens.get(self.next).map(|token| &token.word) != Some(wanted) {
            return Err(self.missing(what));
        }
        self.next += 1;
        Ok(())
    }

    fn descend(&mut self) -> Result<(), FilterError> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(self.missing("an end to the nesting")) } else { Ok(()) }
    }

    fn missing(&self, what: &str) -> FilterError {
        let position = self.tokens.get(self.next).map_or(self.end, |token| token.position);
        FilterError::Syntax { position, why: format!("{what} is missing") }
    }
}

fn is_substring(expression: &Expression) -> bool {
    matches!(expression, Expression::Find(Function::SubstringOf, ..))
}
