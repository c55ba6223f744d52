//! How lists and maps are written.

use serde_json::{Map, Value};

use super::code::{call, laid_out};
use super::value::{Accepts, Expr, Values};
use crate::analyse::Context;
use crate::analyse::Edge;
use crate::emit::text::string;
use crate::emit::typing::{has_null_in_map, item_type, map_type};
use crate::ir::{Item, TypeExpr};

impl Values<'_> {
    /// A list or a map for an argument that takes an iterator. None: the value is neither, or has another type.
    pub fn collection(&self, item: &Item, context: Context, json: &Value) -> Option<Expr> {
        match self.cx.resolve(&item.ty) {
            TypeExpr::List(items) if json.as_array().is_some_and(Vec::is_empty) => {
                let ty = self.named(&item_type(self.cx, items, context));
                Some(Expr::new(format!("Vec::<{ty}>::new()"), json.clone()))
            }
            TypeExpr::List(items) => self.items(items, context, json, Accepts::Into),
            TypeExpr::Map(values) if json.as_object().is_some_and(Map::is_empty) => {
                let ty = self.named(&map_type(self.cx, values, context, Edge::Plain));
                Some(Expr::new(format!("{}::new()", ty.replacen('<', "::<", 1)), json.clone()))
            }
            TypeExpr::Map(values) => self.entries(values, context, json, Accepts::Into),
            TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => None,
        }
    }

    /// `[a, b]`
    pub fn items(&self, item: &Item, context: Context, json: &Value, accepts: Accepts) -> Option<Expr> {
        let items = json.as_array()?.iter().map(|json| self.item(item, context, json, accepts));
        let items = items.collect::<Option<Vec<Expr>>>()?;
        let is_sure = items.iter().all(|expr| expr.is_sure);
        let (codes, written): (Vec<String>, Vec<Value>) =
            items.into_iter().map(|expr| (expr.code, expr.written)).unzip();
        Some(Expr { code: laid_out("[", codes, "]"), written: Value::Array(written), is_sure })
    }

    /// `Map::from([("a".to_owned(), b)])`
    pub fn map(&self, item: &Item, context: Context, json: &Value) -> Option<Expr> {
        if json.as_object()?.is_empty() {
            return Some(Expr::new(format!("{}::Map::new()", self.root()), json.clone()));
        }
        let entries = self.entries(item, context, json, Accepts::Exact)?;
        Some(Expr { code: format!("{}::Map::from({})", self.root(), entries.code), ..entries })
    }

    /// `[("a", b)]`
    pub fn entries(&self, item: &Item, context: Context, json: &Value, accepts: Accepts) -> Option<Expr> {
        let mut codes = Vec::new();
        let mut written = Map::new();
        let mut is_sure = true;
        for (name, json) in json.as_object()? {
            let expr = match has_null_in_map(self.cx, item, context) {
                true if json.is_null() => self.null(&item.ty, context, accepts),
                true => {
                    let expr = self.value(&item.ty, context, json, Accepts::Exact)?;
                    Expr { code: call("Some", &[expr.code]), ..expr }
                }
                false => self.value(&item.ty, context, json, accepts)?,
            };
            let name_code = match accepts {
                Accepts::Into => string(name),
                Accepts::Exact => format!("{}.to_owned()", string(name)),
            };
            codes.push(format!("({name_code}, {})", expr.code));
            written.insert(name.clone(), expr.written);
            is_sure &= expr.is_sure;
        }
        Some(Expr { code: laid_out("[", codes, "]"), written: Value::Object(written), is_sure })
    }

    /// `CommaSeparated(vec![a, b])`
    pub fn comma_separated(&self, item: &Item, context: Context, json: &Value) -> Option<Expr> {
        let parts = json.as_str()?.split(',').map(str::trim).filter(|part| !part.is_empty());
        let parts: Vec<Value> = parts.map(Value::from).collect();
        let expr = self.items(item, context, &Value::Array(parts.clone()), Accepts::Exact)?;
        let written = parts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ");
        Some(Expr::new(format!("{}::CommaSeparated(vec!{})", self.root(), expr.code), Value::from(written)))
    }
}
