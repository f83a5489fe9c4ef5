import GRDB

typealias Connection = GRDB.Database
