"""What people see: a blue signature in the middle, a red seal over its left third, number and date on their lines."""
